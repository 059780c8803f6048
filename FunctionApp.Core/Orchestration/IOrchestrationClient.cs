namespace FunctionApp.Core.Orchestration;

/// <summary>Starts, watches and commands orchestration instances. Names and meaning are those of Durable Functions' <c>DurableTaskClient</c>.</summary>
/// <remarks>A method that a backend does not offer throws <see cref="NotSupportedException"/>, which the API answers with 501.</remarks>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance. When it returns, the instance is durable.</summary>
    /// <exception cref="ArgumentException">The instance id is not valid.</exception>
    Task<ScheduleResult> ScheduleAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, ScheduleOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads an instance; null when there is none.</summary>
    Task<OrchestrationInstance?> GetAsync(string instanceId, bool fetchInputsAndOutputs = true, CancellationToken cancellationToken = default);

    /// <summary>Lists instances.</summary>
    /// <exception cref="ArgumentException">The continuation is not one this list handed out.</exception>
    Task<Page<OrchestrationInstance>> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads an instance's history, oldest first; null when there is no such instance.</summary>
    Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Waits until the instance is finished.</summary>
    /// <returns>The finished instance; null when there is no such instance, or it was purged meanwhile.</returns>
    Task<OrchestrationInstance?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Sends an event to an instance.</summary>
    Task<CommandResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default);

    /// <summary>Ends an instance, and its children, as soon as its current step is over. Activities that run are not interrupted; their results are dropped.</summary>
    Task<CommandResult> TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Parks an instance until <see cref="ResumeAsync"/>.</summary>
    Task<CommandResult> SuspendAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Continues a suspended instance.</summary>
    Task<CommandResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a finished instance again with the same input.</summary>
    /// <param name="instanceId">The finished instance.</param>
    /// <param name="withNewInstanceId">Leaves it and starts a copy under a fresh id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outcome, and the id that now runs when it is <see cref="CommandResult.Accepted"/>.</returns>
    Task<(CommandResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, CancellationToken cancellationToken = default);

    /// <summary>Takes a failed instance back to before its failures and runs what failed again, children included.</summary>
    Task<CommandResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a finished instance and its history, children included.</summary>
    Task<CommandResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Deletes every finished top-level instance that completed before a moment, children included.</summary>
    /// <returns>How many top-level instances were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset completedBefore, IReadOnlyCollection<OrchestrationStatus>? statuses = null, CancellationToken cancellationToken = default);
}
