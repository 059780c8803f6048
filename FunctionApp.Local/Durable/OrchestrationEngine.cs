using FunctionApp.Core;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Durable;

/// <summary>Runs orchestrators and activities: claims what is ready, carries it out, and commits what came of it.</summary>
/// <remarks>
/// Nothing is polled. Work is claimed in the transaction that makes it ready, an alarm is set for the next timer, and a finished
/// piece of work frees its slot in the transaction that stores its result.
/// Before the host stops the engine drains, while HTTP still answers: it claims nothing more, and what is under way may finish within
/// <see cref="DurableOptions.DrainTimeout"/>. Activities that take longer are interrupted and handed back, which is no crash of theirs.
/// </remarks>
internal sealed class OrchestrationEngine(
    GroupCommit commits,
    DurableQueries queries,
    OrchestrationExecutor executor,
    TaskCatalog catalog,
    IServiceProvider services,
    UsageMeter usage,
    IOptions<DurableOptions> options,
    TimeProvider clock,
    ILogger<OrchestrationEngine> logger) : IHostedLifecycleService, ICommitParticipant, IDisposable
{
    /// <summary>How long an interrupted activity has to say that it stopped, before it is handed back without being asked.</summary>
    private static readonly TimeSpan InterruptTimeout = TimeSpan.FromSeconds(1);

    private readonly DurableOptions _options = options.Value;
    private readonly WorkSlots _steps = new(options.Value.MaxConcurrentOrchestrators);
    private readonly WorkSlots _activities = new(options.Value.MaxConcurrentActivities);
    private readonly List<Func<Task>> _claimed = [];
    private readonly CancellationTokenSource _interruption = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isDraining;
    private bool _started;
    private DateTimeOffset _renewAt = DateTimeOffset.MinValue;

    /// <summary>Whether nothing more is claimed because the host is about to stop.</summary>
    public bool IsDraining => _isDraining;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = true;
        commits.Join(this);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Drains before any other part of the host is stopped.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _interruption.Dispose();

    DateTimeOffset? ICommitParticipant.Claim(DurableStore store)
    {
        if (store.Now >= _renewAt)
        {
            store.RenewLeases(_activities.Held, _options.LeaseDuration);
            _renewAt = store.Now + (_options.LeaseDuration / 3);
        }

        if (_isDraining)
        {
            return Renewal;
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
        if (_isDraining && _steps.IsEmpty && _activities.IsEmpty)
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

    /// <summary>When leases have to be renewed; null while there are none.</summary>
    private DateTimeOffset? Renewal => _claimed.Count == 0 && _steps.IsEmpty && _activities.IsEmpty ? null : _renewAt;

    private DateTimeOffset? NextWake(DurableStore store)
    {
        // With every slot taken it is the next result that wakes us.
        var ready = _steps.Free > 0 ? store.NextReadyAt() : null;
        return ready is null || Renewal < ready ? Renewal : ready;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        if (!_started)
        {
            return;
        }

        commits.Wake();
        if (await IsDrainedAsync(_options.DrainTimeout, cancellationToken))
        {
            return;
        }

        await _interruption.CancelAsync();
        if (!await IsDrainedAsync(InterruptTimeout, cancellationToken))
        {
            await HandBackAsync(cancellationToken);
        }
    }

    /// <summary>Waits for what is under way; false when it takes longer, or the host will not wait.</summary>
    private async Task<bool> IsDrainedAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(_drained.Task, commits.Ended).WaitAsync(patience, clock, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Gives up the leases of activities that do not listen. Should they finish after all, their results are dropped.</summary>
    private async Task HandBackAsync(CancellationToken cancellationToken)
    {
        try
        {
            var handingBack = commits.EnsureAsync(store =>
            {
                var tokens = _activities.Held.ToList();
                tokens.ForEach(token => Freeing(_activities, token, () => store.ReleaseActivity(token)));
                return tokens.Count;
            });
            if (await handingBack.WaitAsync(cancellationToken) is var abandoned and > 0)
            {
                DurableLog.ActivitiesAbandoned(logger, abandoned);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
        {
            // The store has ended, or is out of space for longer than the host waits; the next process finds the leases and releases them.
        }
    }

    private async Task StepAsync(OrchestratorClaim claim)
    {
        try
        {
            commits.Reach(FaultPoint.BeforeStep);
            var checkpoint = usage.Measure(
                ExecutionKind.Turn,
                UsageSources.OfTurn(claim.Name, claim.InstanceId),
                () => executor.Execute(claim, queries.ReadHistory(claim.InstanceId, claim.ExecutionId)));
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
                () => result is null ? store.ReleaseActivity(claim.Token) : store.CompleteActivity(claim, result)));
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

    private Task<string> RunAsync(ActivityClaim claim, ActivityEntry activity) => usage.MeasureAsync(
        ExecutionKind.Activity,
        UsageSources.OfActivity(claim.Name, claim.InstanceId),
        _ => DurableTracing.RunAsync(claim, () => activity.RunAsync(services, claim.Input, _interruption.Token)));

    /// <summary>Runs the activity; null when it was interrupted because the host stops.</summary>
    private async Task<HistoryEvent?> ResultOfAsync(ActivityClaim claim)
    {
        // The store puts in the time.
        var ended = new HistoryEvent { Type = HistoryEventType.TaskCompleted, Timestamp = default };
        try
        {
            return catalog.Activities.TryGetValue(claim.Name, out var activity)
                ? ended with { Result = await RunAsync(claim, activity) }
                : Failed(new FailureDetails(
                    "ActivityNotFound", $"No activity named '{claim.Name}' is registered.", IsNonRetriable: true));
        }
        catch (OperationCanceledException) when (_interruption.IsCancellationRequested)
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
