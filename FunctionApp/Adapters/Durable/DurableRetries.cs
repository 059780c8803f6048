using Microsoft.DurableTask;
using DurablePolicy = Microsoft.DurableTask.RetryPolicy;
using RetryPolicy = FunctionApp.Core.Orchestration.RetryPolicy;

namespace FunctionApp.Adapters.Durable;

/// <summary>Retry policies as Durable Task names them.</summary>
internal static class DurableRetries
{
    /// <summary>The same arithmetic; whether to go on is asked of the port's policy, which also knows what must not be retried.</summary>
    public static DurablePolicy ToDurable(this RetryPolicy policy) => new(
        policy.MaxNumberOfAttempts,
        policy.FirstRetryInterval,
        policy.BackoffCoefficient,
        policy.MaxRetryInterval,
        policy.RetryTimeout)
    {
        HandleFailure = policy.Allows,
    };

    /// <summary>Whether the policy tries again after such a failure, attempts and time permitting.</summary>
    internal static bool Allows(this RetryPolicy policy, TaskFailureDetails details)
        => details.ToFailure() is { IsNonRetriable: false } failure && policy.HandleFailure?.Invoke(failure) is not false;
}
