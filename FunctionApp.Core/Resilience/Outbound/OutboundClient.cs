using System.Diagnostics;
using System.Net;
using FunctionApp.Core.Resilience.Circuits;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Sends requests to URLs that callers gave, and reaches nothing that is not meant to be reached from outside.</summary>
/// <remarks>
/// The address actually connected to is judged by <see cref="NetworkPolicy"/>; each redirect is judged anew. There is no proxy, no cookie, no
/// credential, no trace context and no decompression. Time and bytes are limited from the first step to the last byte. A host that keeps
/// failing is left alone for a while, by all processes together.
/// </remarks>
public sealed class OutboundClient : IDisposable
{
    private const string UserAgent = "FunctionApp/1.0";
    private const int MaxDrainBytes = 64 * 1024;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly OutboundUrls _urls;
    private readonly CircuitRegistry _circuits;
    private readonly TimeProvider _time;
    private readonly int _maxRedirects;
    private readonly HttpMessageInvoker _http;

    /// <summary>Creates the client; one serves all callers.</summary>
    public OutboundClient(
        OutboundUrls urls,
        NetworkPolicy policy,
        IHostResolver resolver,
        CircuitRegistry circuits,
        IOptions<OutboundOptions> options,
        TimeProvider time)
    {
        _urls = urls;
        _circuits = circuits;
        _time = time;
        _maxRedirects = options.Value.MaxRedirects;
        _http = new(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnector(resolver, policy, time).ConnectAsync,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            ConnectTimeout = options.Value.ConnectTimeout,
            MaxConnectionsPerServer = options.Value.MaxConnectionsPerHost,
            MaxResponseHeadersLength = options.Value.MaxHeaderKilobytes,
            MaxResponseDrainSize = MaxDrainBytes,
            PooledConnectionLifetime = ConnectionLifetime,
        });
    }

    /// <summary>Gets a URL, following redirects.</summary>
    /// <returns>The response, whatever its status; no redirect that can be followed.</returns>
    /// <exception cref="OutboundException">The request came to nothing.</exception>
    public async Task<OutboundResponse> GetAsync(Uri url, OutboundLimits limits, CancellationToken cancellationToken = default)
    {
        var deadline = new Deadline(limits.Timeout, _time, cancellationToken);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                var response = await SendAsync(new(HttpMethod.Get, url), deadline);
                if (!IsRedirect(response.StatusCode))
                {
                    return await OpenAsync(response, url, limits, deadline);
                }

                using (response)
                {
                    url = redirects < _maxRedirects
                        ? Next(url, response.Headers.Location)
                        : throw new OutboundException(OutboundFailure.BadRedirect, $"There are more than {_maxRedirects} redirects.");
                }
            }
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>Posts to a URL. A redirect is a response like any other.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="content">The body; disposed when sent.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OutboundException">The request came to nothing.</exception>
    public async Task<OutboundResponse> PostAsync(
        Uri url,
        HttpContent content,
        IReadOnlyDictionary<string, string> headers,
        OutboundLimits limits,
        CancellationToken cancellationToken = default)
    {
        var deadline = new Deadline(limits.Timeout, _time, cancellationToken);
        try
        {
            var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            return await OpenAsync(await SendAsync(request, deadline), url, limits, deadline);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private async Task<OutboundResponse> OpenAsync(HttpResponseMessage response, Uri url, OutboundLimits limits, Deadline deadline)
    {
        try
        {
            if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            {
                throw new OutboundException(OutboundFailure.Malformed, $"'{url.IdnHost}' compresses although it was asked not to.");
            }

            if (response.Content.Headers.ContentLength > limits.MaxBytes)
            {
                throw new OutboundException(OutboundFailure.TooLarge, $"'{url.IdnHost}' sends more than the {limits.MaxBytes:N0} bytes allowed.");
            }

            var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            return new(response, new LimitedBody(body, url.IdnHost, limits.MaxBytes, deadline), url, RetryAfter(response), deadline);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Deadline deadline)
    {
        using (request)
        {
            var url = request.RequestUri!;
            if (_urls.Error(url) is { } error)
            {
                throw new OutboundException(OutboundFailure.Refused, error);
            }

            request.Headers.Add("User-Agent", UserAgent);
            request.Headers.Add("Accept-Encoding", "identity");
            try
            {
                return await SendThroughCircuitAsync(request, deadline);
            }
            catch (Exception exception) when (deadline.Explain(exception, url.IdnHost) is OutboundException)
            {
                throw deadline.Explain(exception, url.IdnHost);
            }
        }
    }

    private async Task<HttpResponseMessage> SendThroughCircuitAsync(HttpRequestMessage request, Deadline deadline)
    {
        var url = request.RequestUri!;
        var circuit = _circuits.Get(HostCircuit.NameOf(url));
        var permit = await circuit.EnterAsync(deadline.Token);
        if (permit.Refusal is { } refusal)
        {
            throw new OutboundException(OutboundFailure.Paused, $"'{url.IdnHost}' failed too often and is left alone for a while.") { RetryAt = refusal.Until };
        }

        var verdict = CallVerdict.None;
        try
        {
            var response = await _http.SendAsync(request, deadline.Token);

            // Many strangers may share a host: how long one of them asks to be left alone is no reason to leave all of them alone.
            verdict = CallVerdict.Of(response, _time.GetUtcNow());
            verdict = verdict.Reason is { } reason ? CallVerdict.Failure(reason) : verdict;
            return response;
        }
        catch (Exception exception) when (deadline.Explain(exception, url.IdnHost) is OutboundException { IsTransient: true } failure)
        {
            verdict = CallVerdict.Failure(failure.Message);
            throw;
        }
        finally
        {
            await circuit.ReportAsync(permit, verdict);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - _time.GetUtcNow() is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private Uri Next(Uri from, Uri? location)
    {
        if (location is null || !Uri.TryCreate(from, location, out var target))
        {
            throw new OutboundException(OutboundFailure.BadRedirect, $"'{from.IdnHost}' redirects to nowhere.");
        }

        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
        {
            throw new OutboundException(OutboundFailure.Refused, $"'{from.IdnHost}' redirects away from https.");
        }

        return _urls.Error(target) is { } error ? throw new OutboundException(OutboundFailure.Refused, error) : target;
    }
}
