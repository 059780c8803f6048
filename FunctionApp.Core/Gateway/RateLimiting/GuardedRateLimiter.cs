using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>A shared limiter that may be away: calls are then counted in this process alone, or refused, as the settings say.</summary>
/// <param name="shared">Counts for all processes.</param>
/// <param name="alone">Counts for this one.</param>
/// <param name="options">How long to wait, and what to do then.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of it once in a bypass period.</param>
public sealed partial class GuardedRateLimiter(
    IRateLimiter shared, IRateLimiter alone, IOptions<GatewayOptions> options, TimeProvider time, ILogger<GuardedRateLimiter> logger) : IRateLimiter
{
    private readonly RateLimitOptions _options = options.Value.RateLimits;
    private long _bypassedUntil = long.MinValue;

    /// <inheritdoc/>
    /// <exception cref="RateLimiterUnavailableException">The shared limiter is away, and <see cref="RateLimitOptions.FailOpen"/> is false.</exception>
    public async ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default)
    {
        Exception? reason = null;
        if (time.GetUtcNow().UtcTicks >= Interlocked.Read(ref _bypassedUntil))
        {
            try
            {
                return await shared.TakeAsync(client, policy, cancellationToken).AsTask().WaitAsync(_options.Timeout, time, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                reason = exception;
                Bypass(exception);
            }
        }

        return _options.FailOpen
            ? await alone.TakeAsync(client, policy, cancellationToken)
            : throw new RateLimiterUnavailableException("The shared rate limiter is away.", reason);
    }

    private void Bypass(Exception exception)
    {
        var now = time.GetUtcNow();
        if (Interlocked.Exchange(ref _bypassedUntil, (now + _options.BypassPeriod).UtcTicks) <= now.UtcTicks)
        {
            LogBypassed(_options.BypassPeriod, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The shared rate limiter failed; it is bypassed for {Period}.")]
    private partial void LogBypassed(TimeSpan period, Exception exception);
}
