namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>Whether a call may be made, and what is left.</summary>
/// <param name="IsAllowed">Whether it was within the quota; then it has been counted.</param>
/// <param name="Remaining">Calls that may follow at once.</param>
/// <param name="WholeAfter">When, if none follows, the quota is whole again.</param>
/// <param name="RetryAfter">When the next call will be within the quota; zero when it would be now.</param>
public readonly record struct RateLimitDecision(bool IsAllowed, int Remaining, TimeSpan WholeAfter, TimeSpan RetryAfter);
