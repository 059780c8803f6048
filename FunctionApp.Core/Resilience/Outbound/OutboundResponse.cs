using System.Net;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>A response, its body not read yet. Dispose it to let the connection go.</summary>
public sealed class OutboundResponse : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Deadline _deadline;

    internal OutboundResponse(HttpResponseMessage response, Stream body, Uri url, TimeSpan? retryAfter, Deadline deadline)
    {
        _response = response;
        _deadline = deadline;
        Body = body;
        Url = url;
        RetryAfter = retryAfter;
    }

    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode => _response.StatusCode;

    /// <summary>The URL that answered, after redirects.</summary>
    public Uri Url { get; }

    /// <summary>The body; reading past a limit throws <see cref="OutboundException"/>.</summary>
    public Stream Body { get; }

    /// <summary>How long the server asks to be left alone (RFC 9110, 10.2.3); null when it does not ask.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync();
        _response.Dispose();
        _deadline.Dispose();
    }
}
