using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Durable;

/// <summary>Runs orchestrators and activities: claims what is ready, carries it out, and commits what came of it.</summary>
/// <remarks>
/// Nothing is polled. Work is claimed in the transaction that makes it ready, an alarm is set for the next timer, and a finished
/// piece of work frees its slot in the transaction that stores its result.
/// </remarks>
internal sealed class OrchestrationEngine(
    GroupCommit commits,
    DurableQueries queries,
    OrchestrationExecutor executor,
    TaskCatalog catalog,
    IServiceProvider services,
    IOptions<DurableOptions> options,
    ILogger<OrchestrationEngine> logger) : IHostedService, ICommitParticipant, IDisposable
{
    private readonly DurableOptions _options = options.Value;
    private readonly WorkSlots _steps = new(options.Value.MaxConcurrentOrchestrators);
    private readonly WorkSlots _activities = new(options.Value.MaxConcurrentActivities);
    private readonly List<Func<Task>> _claimed = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private DateTimeOffset _renewAt = DateTimeOffset.MinValue;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = true;
        commits.Join(this);
        return Task.CompletedTask;
    }

    /// <summary>Claims nothing more, interrupts activities, which are handed back, and waits for what is being committed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (!_started)
        {
            return;
        }

        commits.Wake();
        await Task.WhenAny(_drained.Task, commits.Ended).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    DateTimeOffset? ICommitParticipant.Claim(DurableStore store)
    {
        if (_stopping.IsCancellationRequested)
        {
            return null;
        }

        if (store.Now >= _renewAt)
        {
            store.RenewLeases(_activities.Held, _options.LeaseDuration);
            _renewAt = store.Now + (_options.LeaseDuration / 3);
        }

        if (_steps.Free > 0)
        {
            foreach (var claim in store.ClaimInstances(_steps.Free, _options.LeaseDuration))
            {
                _steps.Take(claim.Token);
                _claimed.Add(() => StepAsync(claim));
            }
        }

        if (_activities.Free > 0)
        {
            foreach (var claim in store.ClaimActivities(_activities.Free, _options.LeaseDuration, _options.MaxActivityCrashes))
            {
                _activities.Take(claim.Token);
                _claimed.Add(() => RunAsync(claim));
            }
        }

        return NextWake(store);
    }

    void ICommitParticipant.Committed()
    {
        _steps.Committed();
        _activities.Committed();
        foreach (var work in _claimed)
        {
            _ = Task.Run(work);
        }

        _claimed.Clear();
        if (_stopping.IsCancellationRequested && _steps.IsEmpty && _activities.IsEmpty)
        {
            _drained.TrySetResult();
        }
    }

    void ICommitParticipant.RolledBack()
    {
        _steps.RolledBack();
        _activities.RolledBack();
        _claimed.Clear();
    }

    private DateTimeOffset? NextWake(DurableStore store)
    {
        DateTimeOffset? renewal = _claimed.Count == 0 && _steps.IsEmpty && _activities.IsEmpty ? null : _renewAt;

        // With every slot taken it is the next result that wakes us.
        var ready = _steps.Free > 0 ? store.NextReadyAt() : null;
        return ready is null || renewal < ready ? renewal : ready;
    }

    private async Task StepAsync(OrchestratorClaim claim)
    {
        try
        {
            commits.Reach(FaultPoint.BeforeStep);
            var checkpoint = executor.Execute(claim, queries.ReadHistory(claim.InstanceId, claim.ExecutionId));
            if (!await commits.EnsureAsync(store => Freeing(_steps, claim.Token, () => store.Commit(checkpoint))))
            {
                DurableLog.StepLeaseLost(logger, claim.InstanceId);
            }
            else if (checkpoint.Status.IsTerminal() && !claim.Status.IsTerminal())
            {
                DurableTracing.Ended(checkpoint);
            }
        }
        catch (Exception exception) when (HasDied(exception))
        {
            // The lease goes with the process.
        }
        catch (Exception exception)
        {
            DurableLog.StepFailed(logger, claim.InstanceId, exception);
            await commits.EnsureAsync(_ => Freeing(_steps, claim.Token, () => true));
        }
    }

    private async Task RunAsync(ActivityClaim claim)
    {
        try
        {
            commits.Reach(FaultPoint.BeforeActivity);
            var result = await ResultOfAsync(claim);
            commits.Reach(FaultPoint.AfterActivity);
            var stored = await commits.EnsureAsync(store => Freeing(
                _activities,
                claim.Token,
                () => result is null ? store.ReleaseActivity(claim) : store.CompleteActivity(claim, result)));
            if (!stored)
            {
                DurableLog.ActivityLeaseLost(logger, claim.Name, claim.InstanceId);
            }
        }
        catch (Exception exception) when (HasDied(exception))
        {
            // The lease goes with the process.
        }
        catch (Exception exception)
        {
            DurableLog.ActivityNotStored(logger, claim.Name, claim.InstanceId, exception);
        }
    }

    /// <summary>Runs the activity; null when it was interrupted because the host stops.</summary>
    private async Task<HistoryEvent?> ResultOfAsync(ActivityClaim claim)
    {
        // The store puts in the time.
        var ended = new HistoryEvent { Type = HistoryEventType.TaskCompleted, Timestamp = default };
        try
        {
            return catalog.Activities.TryGetValue(claim.Name, out var activity)
                ? ended with { Result = await DurableTracing.RunAsync(claim, () => activity.RunAsync(services, claim.Input, _stopping.Token)) }
                : Failed(new FailureDetails(
                    "ActivityNotFound", $"No activity named '{claim.Name}' is registered.", IsNonRetriable: true));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            DurableLog.ActivityFailed(logger, claim.Name, claim.InstanceId, exception);
            return Failed(FailureDetails.FromException(exception));
        }

        HistoryEvent Failed(FailureDetails failure) => ended with { Type = HistoryEventType.TaskFailed, FailureDetails = failure };
    }

    private static bool Freeing(WorkSlots slots, long token, Func<bool> change)
    {
        slots.Release(token);
        return change();
    }

    private static bool HasDied(Exception exception) => exception is SimulatedCrashException or ObjectDisposedException;
}
