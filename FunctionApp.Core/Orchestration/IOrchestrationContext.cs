using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Orchestration;

/// <summary>What an orchestrator may see and do. Names and meaning are those of Durable Functions' <c>TaskOrchestrationContext</c>.</summary>
/// <remarks>Used from one logical thread only: the orchestrator's own.</remarks>
public interface IOrchestrationContext
{
    /// <summary>The orchestrator's registered name.</summary>
    string Name { get; }

    /// <summary>The id this instance was scheduled with.</summary>
    string InstanceId { get; }

    /// <summary>The instance that called this one as a sub-orchestrator; null for a top-level instance.</summary>
    string? ParentInstanceId { get; }

    /// <summary>The time of the current step, the same on every replay. Kind is UTC.</summary>
    DateTime CurrentUtcDateTime { get; }

    /// <summary>True while code that has run before runs again to rebuild its state.</summary>
    bool IsReplaying { get; }

    /// <summary>Reads the instance's input; default when it was scheduled without one.</summary>
    TInput? GetInput<TInput>();

    /// <summary>A version 5 GUID that is the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>Schedules an activity.</summary>
    /// <param name="activity">What to run.</param>
    /// <param name="input">Its input, serialized as JSON.</param>
    /// <param name="retry">Retries a failed call; null means the first failure is final.</param>
    /// <returns>The activity's result.</returns>
    /// <exception cref="TaskFailedException">The activity threw, and no retry was left.</exception>
    Task<TOutput> CallActivityAsync<TInput, TOutput>(ActivityName<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null);

    /// <summary>Starts another orchestrator as a child and awaits its output.</summary>
    /// <param name="orchestrator">What to run.</param>
    /// <param name="input">Its input, serialized as JSON.</param>
    /// <param name="options">Instance id and retries of the child; by default the id is derived from the parent's.</param>
    /// <exception cref="TaskFailedException">The child failed or was terminated, and no retry was left.</exception>
    Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null);

    /// <summary>Sleeps durably until a moment; no process has to live through the wait.</summary>
    /// <param name="fireAt">UTC; compute it from <see cref="CurrentUtcDateTime"/>.</param>
    /// <param name="cancellationToken">Abandons the timer, so that it does not keep the instance from completing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event that <see cref="IOrchestrationClient.RaiseEventAsync{T}"/> or another instance sends.</summary>
    /// <remarks>
    /// Names are compared without case. Events that came early are buffered and delivered in order of arrival. Wait for a name once at a
    /// time: which of several waiters is served first differs between backends.
    /// </remarks>
    /// <param name="eventName">The event's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Sends an event to another instance, once. Nothing comes back, even if there is no such instance.</summary>
    void SendEvent<T>(string instanceId, string eventName, T payload);

    /// <summary>Replaces the status that clients see while the instance runs. Saved with the next checkpoint.</summary>
    /// <param name="status">Serialized as JSON, at most 16 KB; null clears it.</param>
    void SetCustomStatus<T>(T? status);

    /// <summary>Ends this execution and starts the same instance afresh with an empty history. Return right after calling it.</summary>
    /// <param name="input">The input of the next execution.</param>
    /// <param name="preserveUnprocessedEvents">Carries events nobody has waited for into the next execution.</param>
    void ContinueAsNew<T>(T input, bool preserveUnprocessedEvents = true);

    /// <summary>A logger that is silent while <see cref="IsReplaying"/>.</summary>
    ILogger CreateReplaySafeLogger(string categoryName);
}
