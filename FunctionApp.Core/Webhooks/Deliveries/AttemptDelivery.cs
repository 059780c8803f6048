using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Outbound;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>Sends one event to one receiver, once, and records what came of it.</summary>
/// <remarks>
/// A crash between the two sends the event again: receivers tell by <c>webhook-id</c>. The URL and the secrets are looked up here, at the
/// last moment, so that they are in no payload and a change of the configuration holds at once.
/// </remarks>
public sealed partial class AttemptDelivery(
    DeliveryLog log,
    WebhookReceivers receivers,
    OutboundClient outbound,
    WebhookMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<AttemptDelivery> logger) : IActivity<DeliveryAttemptInput, DeliveryProgress>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<DeliveryAttemptInput, DeliveryProgress> Name = new(nameof(AttemptDelivery));

    /// <summary>Bytes of an answer that are kept; the rest is not read.</summary>
    private const int SnippetBytes = 1_024;

    /// <inheritdoc/>
    public async Task<DeliveryProgress> RunAsync(DeliveryAttemptInput input, CancellationToken cancellationToken)
    {
        var delivery = await log.FindAsync(input.DeliveryId, cancellationToken);
        if (delivery is not { Status: DeliveryStatus.Pending })
        {
            return new(delivery?.Status ?? DeliveryStatus.Failed, NextAttemptAt: null);
        }

        if (await receivers.FindAsync(delivery.Subscription, delivery.Endpoint, cancellationToken) is not { } receiver)
        {
            return await RecordAsync(input.DeliveryId, current => current.FailedWith("The receiver is no longer configured."), cancellationToken);
        }

        var outcome = await SendAsync(delivery, receiver, cancellationToken);
        LogAttempt(input.DeliveryId, delivery.Host, input.Attempt, outcome.Attempt?.StatusCode, outcome.Attempt?.Error ?? outcome.Paused?.Message);
        return await RecordAsync(input.DeliveryId, current => Judge(current, input.Attempt, outcome), cancellationToken);
    }

    /// <summary>The beginning of an answer. The status has decided already; a body that does not come changes nothing.</summary>
    private static async Task<string?> SnippetAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[SnippetBytes];
            var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            var text = Encoding.UTF8.GetString(buffer, 0, count);
            return count == 0 ? null : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        }
        catch (OutboundException)
        {
            return null;
        }
    }

    private WebhookDelivery Judge(WebhookDelivery delivery, int number, Outcome outcome)
    {
        if (outcome.Attempt is not { } attempt)
        {
            return Postpone(delivery, outcome.Paused!.RetryAt);
        }

        delivery = delivery.With(attempt);
        return attempt.StatusCode switch
        {
            >= 200 and < 300 => delivery with { Status = DeliveryStatus.Delivered },
            (int)HttpStatusCode.Gone => delivery.FailedWith("The receiver is gone (410)."),
            _ when outcome.IsRefused => delivery.FailedWith(attempt.Error!),
            _ => Postpone(delivery, DeliveryPatience.Next(delivery, number, time.GetUtcNow(), outcome.RetryAfter, options.Value)),
        };
    }

    private WebhookDelivery Postpone(WebhookDelivery delivery, DateTimeOffset? next) => next <= delivery.Since + options.Value.GiveUpAfter
        ? delivery with { NextAttemptAt = next }
        : delivery.FailedWith($"No attempt within {options.Value.GiveUpAfter.TotalHours:0.#} h succeeded.");

    private async Task<Outcome> SendAsync(WebhookDelivery delivery, WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery.Event!, WebhooksJson.Default.CloudEvent);
        var at = time.GetUtcNow();
        var headers = WebhookSignature.Headers(delivery.Event!.Id, at, body, receiver.Secrets.Select(secret => WebhookSecret.Parse(secret)!));
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType, "utf-8") } };
        var started = time.GetTimestamp();
        double Elapsed() => Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1);
        try
        {
            await using var response = await outbound.PostAsync(
                receiver.Url, content, headers, new(options.Value.AttemptTimeout, long.MaxValue), cancellationToken);
            var status = (int)response.StatusCode;
            var snippet = await SnippetAsync(response.Body, cancellationToken);
            return new(new() { At = at, DurationMs = Elapsed(), StatusCode = status, Response = snippet }) { RetryAfter = response.RetryAfter };
        }
        catch (OutboundException exception) when (exception.Failure == OutboundFailure.Paused)
        {
            return new(Attempt: null) { Paused = exception };
        }
        catch (OutboundException exception)
        {
            return new(new() { At = at, DurationMs = Elapsed(), Error = exception.Message }) { IsRefused = exception.Failure == OutboundFailure.Refused };
        }
    }

    private async Task<DeliveryProgress> RecordAsync(
        string deliveryId, Func<WebhookDelivery, WebhookDelivery> change, CancellationToken cancellationToken)
    {
        var delivery = await log.UpdateAsync(deliveryId, change, cancellationToken);
        metrics.Attempted(delivery?.Status ?? DeliveryStatus.Failed, delivery?.AttemptCount ?? 1);
        return new(delivery?.Status ?? DeliveryStatus.Failed, delivery?.NextAttemptAt);
    }

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} to {Host}, attempt {Attempt}: {StatusCode} {Error}")]
    private partial void LogAttempt(string deliveryId, string host, int attempt, int? statusCode, string? error);

    /// <summary>What came of trying; no attempt when the host's circuit is open.</summary>
    private sealed record Outcome(DeliveryAttempt? Attempt)
    {
        public TimeSpan? RetryAfter { get; init; }

        public bool IsRefused { get; init; }

        public OutboundException? Paused { get; init; }
    }
}
