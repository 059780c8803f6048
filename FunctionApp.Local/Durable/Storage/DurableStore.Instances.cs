using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <content>What clients do to instances.</content>
internal sealed partial class DurableStore
{
    private const int PurgeBatch = 100;

    /// <summary>Creates an instance, unless one in a state to be kept has its id.</summary>
    public ScheduleResult Schedule(NewInstance instance, IReadOnlyCollection<OrchestrationStatus> keep)
    {
        if (StatusOf(instance.InstanceId) is { } existing)
        {
            if (keep.Contains(existing))
            {
                return new ScheduleResult(instance.InstanceId, Created: false);
            }

            Replace(instance.InstanceId);
        }

        Create(instance);
        return new ScheduleResult(instance.InstanceId, Created: true);
    }

    /// <summary>Leaves a message for an instance that is not finished.</summary>
    public CommandResult Command(string instanceId, HistoryEvent message)
    {
        if (StatusOf(instanceId) is not { } status)
        {
            return CommandResult.NotFound;
        }

        if (status.IsTerminal())
        {
            return CommandResult.InvalidState;
        }

        Send(instanceId, executionId: null, Now, message with { Timestamp = Now });
        return CommandResult.Accepted;
    }

    /// <summary>Asks for an instance's end; one whose start is delayed does not wait for it.</summary>
    public CommandResult Terminate(string instanceId, string? reason)
    {
        var result = Command(instanceId, Event(HistoryEventType.ExecutionTerminated) with { Reason = reason });
        if (result is CommandResult.Accepted)
        {
            _session.Prepare("UPDATE messages SET visible_at = ?1 WHERE instance_id = ?2 AND type = 0 AND visible_at > ?1")
                .Bind(Now).Bind(instanceId).Run();
            _session.Prepare("UPDATE instances SET ready_at = ?1 WHERE instance_id = ?2 AND status = 0 AND ready_at > ?1")
                .Bind(Now).Bind(instanceId).Run();
        }

        return result;
    }

    /// <summary>Opens a failed instance again; its next step works out what to take back.</summary>
    public CommandResult Rewind(string instanceId, string? reason)
    {
        switch (StatusOf(instanceId))
        {
            case null:
                return CommandResult.NotFound;
            case OrchestrationStatus.Failed:
                _session.Prepare(
                    """
                    UPDATE instances SET status = 1, updated_at = ?, completed_at = NULL, output = NULL, failure = NULL
                    WHERE instance_id = ?
                    """)
                    .Bind(Now).Bind(instanceId).Run();
                return Command(instanceId, Event(HistoryEventType.ExecutionRewound) with { Reason = reason });
            default:
                return CommandResult.InvalidState;
        }
    }

    /// <summary>Starts a finished instance again, as itself or under a fresh id.</summary>
    public (CommandResult Result, string? InstanceId) Restart(string instanceId, bool withNewInstanceId)
    {
        if (StatusOf(instanceId) is not { } status)
        {
            return (CommandResult.NotFound, null);
        }

        if (!status.IsTerminal())
        {
            return (CommandResult.InvalidState, null);
        }

        var again = _session.Prepare("SELECT name, input FROM instances WHERE instance_id = ?")
            .Bind(instanceId)
            .First(row => new NewInstance { InstanceId = instanceId, Name = row.Text(0)!, Input = row.Text(1) })!;
        if (withNewInstanceId)
        {
            again = again with { InstanceId = NewId() };
        }
        else
        {
            Delete(instanceId);
        }

        Create(again);
        return (CommandResult.Accepted, again.InstanceId);
    }

    /// <summary>Deletes a finished instance and its descendants; refuses when one of them is not finished.</summary>
    public CommandResult Purge(string instanceId)
    {
        var family = _session.Prepare(
            """
            WITH RECURSIVE family (id) AS (
                SELECT ?
                UNION
                SELECT instance_id FROM instances JOIN family ON parent_instance_id = family.id)
            SELECT instance_id, status FROM instances JOIN family ON instance_id = family.id
            """)
            .Bind(instanceId)
            .All(row => (Id: row.Text(0)!, Status: (OrchestrationStatus)row.Integer(1)));
        if (family.TrueForAll(member => member.Id != instanceId))
        {
            return CommandResult.NotFound;
        }

        if (!family.TrueForAll(member => member.Status.IsTerminal()))
        {
            return CommandResult.InvalidState;
        }

        family.ForEach(member => Delete(member.Id));
        return CommandResult.Accepted;
    }

    /// <summary>Purges one batch of the top-level instances that finished before a moment; a big purge does not keep others waiting.</summary>
    /// <param name="completedBefore">The moment.</param>
    /// <param name="statuses">Only these states.</param>
    /// <param name="after">Where the batch before ended.</param>
    /// <returns>How many were deleted, and where the batch ended; null when there are no more.</returns>
    public (int Deleted, PurgeCursor? Next) PurgeBefore(
        DateTimeOffset completedBefore, IReadOnlyCollection<OrchestrationStatus> statuses, PurgeCursor? after)
    {
        var batch = _session.Prepare(
            $"""
            SELECT completed_at, instance_id FROM instances
            WHERE completed_at < ? AND (completed_at, instance_id) > (?, ?) AND parent_instance_id IS NULL
                AND status IN ({string.Join(", ", statuses.Select(status => (int)status).Distinct().Order())})
            ORDER BY completed_at, instance_id LIMIT {PurgeBatch}
            """)
            .Bind(completedBefore).Bind(after?.CompletedAt ?? DateTimeOffset.MinValue).Bind(after?.InstanceId ?? "")
            .All(row => new PurgeCursor(row.Time(0), row.Text(1)!));
        var deleted = batch.Count(row => Purge(row.InstanceId) is CommandResult.Accepted);
        return (deleted, batch.Count < PurgeBatch ? null : batch[^1]);
    }

    private void Create(NewInstance instance)
    {
        var executionId = NewId();
        var startAt = instance.StartAt is { } later && later > Now ? later : Now;
        _session.Prepare(
            """
            INSERT INTO instances (
                instance_id, execution_id, name, status, created_at, updated_at, input, ready_at,
                parent_instance_id, parent_execution_id, parent_task_id, trace_parent)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Bind(instance.InstanceId).Bind(executionId).Bind(instance.Name).Bind(Now).Bind(Now).Bind(instance.Input).Bind(startAt)
            .Bind(instance.Parent?.InstanceId).Bind(instance.Parent?.ExecutionId).Bind(instance.Parent?.TaskId).Bind(instance.TraceParent)
            .Run();
        AddMessage(instance.InstanceId, executionId, startAt, Started(instance.Name, instance.Input));
    }

    private HistoryEvent Started(string name, string? input)
        => Event(HistoryEventType.ExecutionStarted) with { Name = name, Input = input };

    /// <summary>Makes room for an instance of the same id. One that still runs ends here, for its children and its parent too.</summary>
    private void Replace(string instanceId)
    {
        var old = _session.Prepare(
            $"""
            SELECT execution_id, name, parent_instance_id, parent_execution_id, parent_task_id FROM instances
            WHERE instance_id = ? AND NOT {IsFinished}
            """)
            .Bind(instanceId)
            .First(row => (ExecutionId: row.Text(0)!, Name: row.Text(1)!, Parent: ReadParent(row, 2)));
        if (old.ExecutionId is not null)
        {
            TerminateChildren(instanceId, old.ExecutionId, Replaced);
            Answer(old.Parent, instanceId, old.Name, output: null, new FailureDetails("Terminated", Replaced));
        }

        Delete(instanceId);
    }

    private void Delete(string instanceId)
    {
        _session.Prepare("DELETE FROM instances WHERE instance_id = ?").Bind(instanceId).Run();
        _session.Prepare("DELETE FROM history WHERE instance_id = ?").Bind(instanceId).Run();
        DeleteWork(instanceId);
        _finished.Add(instanceId);
    }

    private void DeleteWork(string instanceId)
    {
        _session.Prepare("DELETE FROM messages WHERE instance_id = ?").Bind(instanceId).Run();
        _session.Prepare("DELETE FROM activities WHERE instance_id = ?").Bind(instanceId).Run();
    }
}
