namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>Counts calls by client and rate class: a token bucket for each.</summary>
/// <remarks>
/// From any moment on, a client gets at most its quota at once and then as much as flows back: never more than quota + quota / window * t
/// calls in a time t. What one client does costs no other.
/// </remarks>
public interface IRateLimiter
{
    /// <summary>Takes one call from a client's quota.</summary>
    ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default);
}
