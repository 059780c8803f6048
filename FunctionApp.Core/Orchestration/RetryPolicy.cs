namespace FunctionApp.Core.Orchestration;

/// <summary>How often, and how patiently, a failed call is tried again.</summary>
/// <remarks>
/// The delay before attempt n+1 is min(<see cref="FirstRetryInterval"/> * <see cref="BackoffCoefficient"/>^(n-1),
/// <see cref="MaxRetryInterval"/>), slept on a durable timer. Arithmetic as in Durable Functions' <c>RetryPolicy</c>.
/// </remarks>
public sealed record RetryPolicy
{
    /// <summary>Creates a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Delay before the second attempt; above zero.</param>
    public RetryPolicy(int maxNumberOfAttempts, TimeSpan firstRetryInterval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
    }

    /// <summary>Five attempts, 1 s to 30 s apart: for work whose failures pass, such as storage that is busy.</summary>
    public static RetryPolicy Transient { get; } = new(5, TimeSpan.FromSeconds(1))
    {
        BackoffCoefficient = 2,
        MaxRetryInterval = TimeSpan.FromSeconds(30),
    };

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Delay before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What each delay is multiplied by to get the next; 1 by default, at least 1.</summary>
    public double BackoffCoefficient { get; init; } = 1;

    /// <summary>The longest delay; one hour by default.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>No attempt starts later than this after the first; infinite by default.</summary>
    public TimeSpan RetryTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Decides by the failure whether to retry; by default every failure that is not marked non-retriable.</summary>
    public Func<FailureDetails, bool>? HandleFailure { get; init; }

    /// <summary>The delay after a failed attempt, or null when that failure is final.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="elapsed">Time since the first attempt started.</param>
    /// <param name="failure">What went wrong.</param>
    public TimeSpan? DelayAfter(int attempt, TimeSpan elapsed, FailureDetails failure)
    {
        if (attempt >= MaxNumberOfAttempts || failure.IsNonRetriable || HandleFailure?.Invoke(failure) is false)
        {
            return null;
        }

        if (RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= RetryTimeout)
        {
            return null;
        }

        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        return milliseconds < MaxRetryInterval.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : MaxRetryInterval;
    }
}
