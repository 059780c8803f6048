using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>Works out an instance's next step. Pure: the same claim and history give the same checkpoint.</summary>
internal sealed class OrchestrationExecutor(
    TaskCatalog catalog, IServiceProvider services, IOptions<DurableOptions> options, ILoggerFactory loggers)
{
    /// <summary>Works out what the claimed messages lead to.</summary>
    /// <param name="claim">The instance and its messages.</param>
    /// <param name="history">What the execution has recorded.</param>
    public Checkpoint Execute(OrchestratorClaim claim, IReadOnlyList<HistoryEvent> history)
    {
        var nothing = new Checkpoint { Claim = claim, Status = claim.Status, HistoryLength = history.Count };
        var arrived = claim.Messages
            .Where(message => message.ExecutionId is null || message.ExecutionId == claim.ExecutionId)
            .Select(message => message.Event)
            .ToList();
        if (arrived.Count == 0)
        {
            return nothing;
        }

        if (arrived.Find(message => message.Type is HistoryEventType.ExecutionTerminated) is { } terminated)
        {
            var failure = terminated.Reason is { } reason ? new FailureDetails("Terminated", reason) : null;
            return Ended(nothing, arrived, [], OrchestrationStatus.Terminated, output: null, failure);
        }

        if (!catalog.Orchestrators.TryGetValue(claim.Name, out var orchestrator))
        {
            return Failed(nothing, arrived, new FailureDetails(
                "OrchestratorNotFound", $"No orchestrator named '{claim.Name}' is registered.", IsNonRetriable: true));
        }

        return arrived.Exists(message => message.Type is HistoryEventType.ExecutionRewound)
            ? Rewind(nothing, orchestrator, history, arrived)
            : Continue(nothing, orchestrator, history, arrived);
    }

    private static HistoryEvent Event(Checkpoint step, HistoryEventType type) => new() { Type = type, Timestamp = step.Claim.ClaimedAt };

    private static Checkpoint Failed(Checkpoint step, List<HistoryEvent> taken, FailureDetails failure)
        => Ended(step, taken, [], OrchestrationStatus.Failed, output: null, failure);

    private static Checkpoint Ended(
        Checkpoint step,
        IEnumerable<HistoryEvent> taken,
        IEnumerable<HistoryEvent> scheduled,
        OrchestrationStatus status,
        string? output,
        FailureDetails? failure)
        => Recorded(
            step with { Status = status, Output = output, Failure = failure },
            taken,
            [.. scheduled, Event(step, HistoryEventType.ExecutionCompleted) with { Status = status, Result = output, FailureDetails = failure }]);

    private static Checkpoint Recorded(Checkpoint step, IEnumerable<HistoryEvent> taken, IEnumerable<HistoryEvent> scheduled) => step with
    {
        NewEvents =
        [
            Event(step, HistoryEventType.OrchestratorStarted),
            .. taken,
            .. scheduled,
            Event(step, HistoryEventType.OrchestratorCompleted),
        ],
    };

    private Checkpoint Continue(
        Checkpoint step, OrchestratorEntry orchestrator, IReadOnlyList<HistoryEvent> history, List<HistoryEvent> arrived)
    {
        var taken = new List<HistoryEvent>();
        var replay = NewReplay(step.Claim, orchestrator);
        try
        {
            replay.Replay(history);
            if (step.RewoundHistory is null)
            {
                replay.RequireAllRecorded();
            }

            replay.TryTake(Event(step, HistoryEventType.OrchestratorStarted));
            taken.AddRange(arrived.Where(replay.TryTake));
            return taken.Count == 0 ? step : Conclude(step, replay, taken, history.Count);
        }
        catch (Exception exception)
        {
            // Not deterministic, or thrown past the orchestrator's own task. What came is kept: a rewind after the code was mended finds it.
            return Failed(step, arrived, FailureDetails.FromException(exception) with { IsNonRetriable = true });
        }
        finally
        {
            replay.End();
        }
    }

    private Checkpoint Conclude(Checkpoint step, OrchestrationReplay replay, List<HistoryEvent> taken, int recorded)
    {
        step = step with { SetsCustomStatus = replay.CustomStatus.IsSet, CustomStatus = replay.CustomStatus.Json };
        var outcome = replay.Outcome;
        if (outcome is { IsCompletedSuccessfully: true } && replay.Continuation is { } next)
        {
            return Recorded(step, taken, replay.Unrecorded) with
            {
                Status = OrchestrationStatus.ContinuedAsNew,
                NextInput = next.Input,
                CarriedEvents = next.PreserveEvents ? replay.UnprocessedEvents : [],
            };
        }

        if (recorded + taken.Count + replay.Unrecorded.Count > options.Value.MaxHistoryEvents)
        {
            return Failed(step, taken, new FailureDetails(
                "HistoryTooLong",
                $"The history has reached its limit of {options.Value.MaxHistoryEvents} events; an orchestration that long continues as new.",
                IsNonRetriable: true));
        }

        return outcome switch
        {
            null => Recorded(step, taken, replay.Unrecorded) with
            {
                Status = replay.IsSuspended ? OrchestrationStatus.Suspended : OrchestrationStatus.Running,
            },
            { IsCompletedSuccessfully: true } => Ended(
                step, taken, replay.Unrecorded, OrchestrationStatus.Completed, outcome.Result, failure: null),
            _ => Ended(step, taken, replay.Unrecorded, OrchestrationStatus.Failed, output: null, Describe(outcome)),
        };
    }

    private static FailureDetails Describe(Task<string> outcome)
        => FailureDetails.FromException(outcome.Exception?.InnerException ?? new TaskCanceledException(outcome));

    private Checkpoint Rewind(
        Checkpoint step, OrchestratorEntry orchestrator, IReadOnlyList<HistoryEvent> history, List<HistoryEvent> arrived)
    {
        var rewinding = new HistoryRewind(history);
        var kept = rewinding.WithoutFailures(rewinding.LastFailures());
        if (TryReplay(step.Claim, orchestrator, rewinding.WithoutEnd) is { } failed
            && rewinding.WithoutFailures(failed.UnansweredFailures) is var bold
            && TryReplay(step.Claim, orchestrator, bold) is not null)
        {
            kept = bold;
        }

        return Continue(
            step with { RewoundHistory = kept, RewoundChildren = HistoryRewind.UnansweredChildren(kept) }, orchestrator, kept, arrived);
    }

    private OrchestrationReplay? TryReplay(OrchestratorClaim claim, OrchestratorEntry orchestrator, IReadOnlyList<HistoryEvent> history)
    {
        var replay = NewReplay(claim, orchestrator);
        try
        {
            replay.Replay(history);
            return replay;
        }
        catch (Exception)
        {
            return null;
        }
        finally
        {
            replay.End();
        }
    }

    private OrchestrationReplay NewReplay(OrchestratorClaim claim, OrchestratorEntry orchestrator)
        => new(claim, orchestrator, services, catalog.Json, loggers);
}
