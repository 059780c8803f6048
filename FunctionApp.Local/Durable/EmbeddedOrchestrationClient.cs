using System.Diagnostics;
using System.Text.Json;
using FunctionApp.Core;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable.Storage;

namespace FunctionApp.Local.Durable;

/// <summary>The client of the embedded engine.</summary>
/// <remarks>Commands are durable when they return. Every method throws <see cref="IOException"/> when the store cannot be read or written.</remarks>
internal sealed class EmbeddedOrchestrationClient(
    GroupCommit commits, DurableQueries queries, CompletionSignals signals, TaskCatalog catalog, TimeProvider clock) : IOrchestrationClient
{
    private static readonly OrchestrationStatus[] Finished = [.. Enum.GetValues<OrchestrationStatus>().Where(status => status.IsTerminal())];

    public async Task<ScheduleResult> ScheduleAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ScheduleOptions();
        using var span = DurableTracing.Scheduling(orchestrator.Value);
        var instance = new NewInstance
        {
            InstanceId = options.InstanceId is { } id ? InstanceId.Require(id) : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            Name = orchestrator.Value,
            Input = JsonSerializer.Serialize(input, catalog.Json),
            StartAt = options.StartAt,
            TraceParent = Activity.Current?.Id,
        };
        return await Commit(store => store.Schedule(instance, options.DedupeStatuses), cancellationToken);
    }

    public Task<OrchestrationInstance?> GetAsync(
        string instanceId, bool fetchInputsAndOutputs = true, CancellationToken cancellationToken = default)
        => Read(() => queries.Find(instanceId, fetchInputsAndOutputs), cancellationToken);

    public Task<Page<OrchestrationInstance>> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken = default)
        => Read(() => queries.List(query), cancellationToken);

    public Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default)
        => Read(() => (IReadOnlyList<HistoryEvent>?)queries.ReadHistory(instanceId), cancellationToken);

    public async Task<OrchestrationInstance?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        using var watch = signals.Watch(instanceId);
        while (true)
        {
            // Taken before looking, so that nothing that happens in between is missed.
            var changed = watch.Changed;
            var instance = queries.Find(instanceId, fetchInputsAndOutputs: true);
            if (instance is null || instance.RuntimeStatus.IsTerminal())
            {
                return instance;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public Task<CommandResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var raised = Message(HistoryEventType.EventRaised) with
        {
            Name = eventName,
            Input = JsonSerializer.Serialize(payload, catalog.Json),
        };
        return Commit(store => store.Command(instanceId, raised), cancellationToken);
    }

    public Task<CommandResult> TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => Commit(store => store.Terminate(instanceId, reason), cancellationToken);

    public Task<CommandResult> SuspendAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => Commit(store => store.Command(instanceId, Message(HistoryEventType.ExecutionSuspended) with { Reason = reason }), cancellationToken);

    public Task<CommandResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => Commit(store => store.Command(instanceId, Message(HistoryEventType.ExecutionResumed) with { Reason = reason }), cancellationToken);

    public Task<(CommandResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, CancellationToken cancellationToken = default)
        => Commit(store => store.Restart(instanceId, withNewInstanceId), cancellationToken);

    public Task<CommandResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => Commit(store => store.Rewind(instanceId, reason), cancellationToken);

    public Task<CommandResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default)
        => Commit(store => store.Purge(instanceId), cancellationToken);

    public async Task<int> PurgeAsync(
        DateTimeOffset completedBefore, IReadOnlyCollection<OrchestrationStatus>? statuses = null, CancellationToken cancellationToken = default)
    {
        var purged = 0;
        PurgeCursor? cursor = null;
        do
        {
            var after = cursor;
            (var deleted, cursor) = await Commit(store => store.PurgeBefore(completedBefore, statuses ?? Finished, after), cancellationToken);
            purged += deleted;
        }
        while (cursor is not null);

        return purged;
    }

    private static HistoryEvent Message(HistoryEventType type) => new() { Type = type, Timestamp = default };

    private static Task<T> Read<T>(Func<T> query, CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.Run(query, cancellationToken);

    private Task<T> Commit<T>(Func<DurableStore, T> change, CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : commits.TryAsync(change).WaitAsync(cancellationToken);
}
