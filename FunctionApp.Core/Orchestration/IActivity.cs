namespace FunctionApp.Core.Orchestration;

/// <summary>One step of work with side effects, called by an orchestrator.</summary>
/// <remarks>
/// Delivered at least once: after a crash the same input can arrive again, so running it twice must change nothing the
/// second time. Failures that the caller expects are returned as values; an exception is for the unexpected and is retried
/// by the caller's <see cref="RetryPolicy"/>.
/// </remarks>
public interface IActivity<TInput, TOutput>
{
    /// <summary>Does the work.</summary>
    /// <param name="input">A small record with references to data, never the data.</param>
    /// <param name="cancellationToken">Signalled when the host stops; the activity will be delivered again.</param>
    Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken);
}
