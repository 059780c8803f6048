using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Resilience.Circuits;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Asks Azure AI Vision, Image Analysis 4.0, what is in a picture.</summary>
/// <remarks>
/// <c>POST {endpoint}/computervision/imageanalysis:analyze</c> with the picture as the body
/// (https://learn.microsoft.com/azure/ai-services/computer-vision/how-to/call-analyze-image-40). A request that fails is sent again with
/// jittered, growing delays while its time lasts; each passes the circuit <see cref="CircuitName"/> by itself. Failures are values.
/// </remarks>
public sealed class VisionClient
{
    /// <summary>The circuit's name.</summary>
    public const string CircuitName = "vision";

    /// <summary>The name that the HTTP client is configured by.</summary>
    internal const string HttpClientName = "vision";

    /// <summary>The most bytes of an answer; text of a full page has some hundred kilobytes.</summary>
    internal const int MaxResponseBytes = 4_000_000;

    private const string ApiVersion = "2024-02-01";
    private const int MaxReasonLength = 300;
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly IHttpClientFactory _clients;
    private readonly IVisionCredential _credential;
    private readonly LabelOptions _options;
    private readonly TimeProvider _time;
    private readonly Circuit _circuit;
    private readonly LabelMetrics _metrics;
    private readonly ResiliencePipeline<CircuitResult<VisionReply>> _attempts;

    /// <summary>Creates a client.</summary>
    /// <param name="clients">Makes the HTTP clients.</param>
    /// <param name="credential">Proves who asks.</param>
    /// <param name="circuits">The circuits.</param>
    /// <param name="options">Where the service is, what to ask for, how long to wait.</param>
    /// <param name="metrics">Counts requests and retries.</param>
    /// <param name="time">The clock.</param>
    public VisionClient(
        IHttpClientFactory clients,
        IVisionCredential credential,
        CircuitRegistry circuits,
        IOptions<ImageOptions> options,
        LabelMetrics metrics,
        TimeProvider time)
    {
        _clients = clients;
        _credential = credential;
        _options = options.Value.Labels;
        _time = time;
        _metrics = metrics;
        _circuit = circuits.Get(CircuitName);

        var attempts = new ResiliencePipelineBuilder<CircuitResult<VisionReply>> { TimeProvider = time }.AddTimeout(_options.Deadline);
        if (_options.MaxRetries > 0)
        {
            attempts.AddRetry(new RetryStrategyOptions<CircuitResult<VisionReply>>
            {
                MaxRetryAttempts = _options.MaxRetries,
                Delay = FirstRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result.Value?.Verdict.Kind == CallVerdictKind.Failure),
                OnRetry = arguments =>
                {
                    metrics.Retried();
                    return ValueTask.CompletedTask;
                },
            });
        }

        _attempts = attempts.Build();
    }

    /// <summary>Whether it is of no use to ask now; see <see cref="Circuit.FindRefusalAsync"/>.</summary>
    public ValueTask<Postponement?> FindRefusalAsync(CancellationToken cancellationToken) => _circuit.FindRefusalAsync(cancellationToken);

    /// <summary>Asks what is in a picture.</summary>
    /// <param name="picture">An image within the service's limits, of a format that it takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All that the service sees, whatever its confidence; or why it does not take the picture; or when to ask again.</returns>
    public async Task<LabelDetection> AnalyzeAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _attempts.ExecuteAsync(
                async (sent, stopping) => await _circuit.CallAsync(token => SendAsync(sent, token), static reply => reply.Verdict, stopping),
                picture,
                cancellationToken);

            return result.TryGetValue(out var reply, out var refusal)
                ? reply switch
                {
                    { Labels: { } labels } => LabelDetection.Found(labels),
                    { Refusal: { } reason } => LabelDetection.Refused(reason),
                    _ => Later(reply.Trouble),
                }
                : LabelDetection.Later(refusal);
        }
        catch (TimeoutRejectedException)
        {
            return Later("The service did not answer in time.");
        }
    }

    private LabelDetection Later(string? trouble)
        => LabelDetection.Later(new(CircuitName, _time.GetUtcNow() + _options.RetryInterval, trouble ?? "The service failed."));

    private async Task<VisionReply> SendAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, RequestUri()) { Content = new ReadOnlyMemoryContent(picture) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            await _credential.AuthorizeAsync(request, either.Token);

            using var http = _clients.CreateClient(HttpClientName);
            _metrics.Sent();
            using var response = await http.SendAsync(request, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (Exception exception) when (CallVerdict.Of(exception, cancellationToken) is { Kind: CallVerdictKind.Failure } verdict)
        {
            return VisionReply.Failed(verdict);
        }
    }

    private Uri RequestUri()
    {
        var features = string.Join(',', _options.EffectiveFeatures.Select(feature => feature.ToString().ToLowerInvariant()));
        return new Uri(
            $"{_options.Endpoint!.AbsoluteUri.TrimEnd('/')}/computervision/imageanalysis:analyze"
            + $"?api-version={ApiVersion}&features={features}&language={_options.Language}");
    }

    private async Task<VisionReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var verdict = CallVerdict.Of(response, _time.GetUtcNow());
        if (verdict.Kind == CallVerdictKind.Failure)
        {
            return VisionReply.Failed(verdict);
        }

        if (response.IsSuccessStatusCode)
        {
            return await ReadJsonAsync(response, VisionJson.Default.VisionAnalysis, cancellationToken) is { } analysis
                ? new(verdict, analysis.ToLabels())
                : VisionReply.Failed(CallVerdict.Failure("The service answered with what is no analysis."));
        }

        var error = (await ReadJsonAsync(response, VisionJson.Default.VisionError, cancellationToken))?.Error;
        var trouble = $"The service answered {(int)response.StatusCode}{(error?.Code is { } code ? $" ({code})" : "")}: {error?.Message ?? response.ReasonPhrase}";
        var reason = trouble.Length > MaxReasonLength ? trouble[..MaxReasonLength] : trouble;

        // These are the picture's fault. Any other is the configuration's, which can be mended.
        return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
            or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity
                ? new(verdict, Refusal: reason)
                : new(verdict, Trouble: reason);
    }

    private static async Task<T?> ReadJsonAsync<T>(
        HttpResponseMessage response, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            // Not JSON, or in an encoding that nobody knows.
            return null;
        }
    }
}
