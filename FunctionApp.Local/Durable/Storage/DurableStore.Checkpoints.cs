using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <content>The commit of one step.</content>
internal sealed partial class DurableStore
{
    private const string Replaced = "The instance was replaced by a new one of the same id.";

    /// <summary>Commits a step.</summary>
    /// <returns>False when the lease was lost: nothing is changed, because somebody else works the step out.</returns>
    public bool Commit(Checkpoint checkpoint)
    {
        var claim = checkpoint.Claim;
        var executionId = checkpoint.Status is OrchestrationStatus.ContinuedAsNew ? NewId() : claim.ExecutionId;
        if (!(checkpoint.NewEvents.Count > 0 ? Update(checkpoint, executionId) : ReturnLease(claim)))
        {
            return false;
        }

        foreach (var message in claim.Messages)
        {
            _session.Prepare("DELETE FROM messages WHERE id = ?").Bind(message.Id).Run();
        }

        Record(checkpoint);
        foreach (var scheduled in checkpoint.NewEvents)
        {
            Perform(claim, executionId, scheduled);
        }

        foreach (var child in checkpoint.RewoundChildren)
        {
            Revive(claim, child);
        }

        if (checkpoint.Status.IsTerminal())
        {
            End(checkpoint);
        }
        else if (checkpoint.Status is OrchestrationStatus.ContinuedAsNew)
        {
            StartOver(checkpoint, executionId);
        }

        _session.Prepare(
            """
            UPDATE instances
            SET ready_at = (SELECT max(min(visible_at), ?1) FROM messages WHERE instance_id = ?2)
            WHERE instance_id = ?2
            """)
            .Bind(Now).Bind(claim.InstanceId).Run();
        return true;
    }

    private bool Update(Checkpoint checkpoint, string executionId)
    {
        var status = checkpoint.Status is OrchestrationStatus.ContinuedAsNew ? OrchestrationStatus.Running : checkpoint.Status;
        return _session.Prepare(
            """
            UPDATE instances
            SET status = ?, execution_id = ?, updated_at = ?, completed_at = ?, output = ?, failure = ?,
                custom_status = iif(?, ?, custom_status), lease_token = NULL, lease_until = NULL
            WHERE instance_id = ? AND execution_id = ? AND lease_token = ?
            """)
            .Bind((long)status).Bind(executionId).Bind(Now).Bind(status.IsTerminal() ? Now : null)
            .Bind(checkpoint.Output).Bind(EventColumns.FailureText(checkpoint.Failure))
            .Bind(checkpoint.SetsCustomStatus ? 1L : 0L).Bind(checkpoint.CustomStatus)
            .Bind(checkpoint.Claim.InstanceId).Bind(checkpoint.Claim.ExecutionId).Bind(checkpoint.Claim.Token)
            .Run() > 0;
    }

    private bool ReturnLease(OrchestratorClaim claim)
        => _session.Prepare("UPDATE instances SET lease_token = NULL, lease_until = NULL WHERE instance_id = ? AND lease_token = ?")
            .Bind(claim.InstanceId).Bind(claim.Token).Run() > 0;

    private void Record(Checkpoint checkpoint)
    {
        var sequence = checkpoint.HistoryLength;
        if (checkpoint.RewoundHistory is not null || checkpoint.Status is OrchestrationStatus.ContinuedAsNew)
        {
            _session.Prepare("DELETE FROM history WHERE instance_id = ?").Bind(checkpoint.Claim.InstanceId).Run();
            sequence = 0;
        }

        if (checkpoint.Status is OrchestrationStatus.ContinuedAsNew)
        {
            return;
        }

        foreach (var entry in (checkpoint.RewoundHistory ?? []).Concat(checkpoint.NewEvents))
        {
            EventColumns.Bind(
                _session.Prepare(
                    $"""
                    INSERT INTO history (instance_id, execution_id, sequence, {EventColumns.Names})
                    VALUES (?, ?, ?, {EventColumns.Values})
                    """)
                    .Bind(checkpoint.Claim.InstanceId).Bind(checkpoint.Claim.ExecutionId).Bind(sequence++),
                entry)
                .Run();
        }
    }

    private void Perform(OrchestratorClaim claim, string executionId, HistoryEvent scheduled)
    {
        switch (scheduled.Type)
        {
            case HistoryEventType.TaskScheduled:
                _session.Prepare("INSERT INTO activities (instance_id, execution_id, task_id, name, input) VALUES (?, ?, ?, ?, ?)")
                    .Bind(claim.InstanceId).Bind(executionId).Bind(scheduled.TaskId).Bind(scheduled.Name).Bind(scheduled.Input)
                    .Run();
                break;

            case HistoryEventType.TimerCreated:
                AddMessage(claim.InstanceId, executionId, scheduled.FireAt!.Value, Event(HistoryEventType.TimerFired) with
                {
                    Timestamp = scheduled.FireAt.Value,
                    TaskId = scheduled.TaskId,
                    FireAt = scheduled.FireAt,
                });
                break;

            case HistoryEventType.SubOrchestrationInstanceCreated:
                Call(claim, scheduled);
                break;

            case HistoryEventType.EventSent:
                Send(scheduled.InstanceId!, executionId: null, Now, Event(HistoryEventType.EventRaised) with
                {
                    Name = scheduled.Name,
                    Input = scheduled.Input,
                });
                break;
        }
    }

    /// <summary>Starts a child. Its id may be that of a finished instance, which is replaced, but not of another that runs.</summary>
    private void Call(OrchestratorClaim parent, HistoryEvent call)
    {
        var child = new NewInstance
        {
            InstanceId = call.InstanceId!,
            Name = call.Name!,
            Input = call.Input,
            Parent = new ParentLink(parent.InstanceId, parent.ExecutionId, call.TaskId!.Value),
            TraceParent = parent.TraceParent,
        };
        switch (StatusOf(child.InstanceId))
        {
            case null:
                Create(child);
                break;

            case { } status when status.IsTerminal():
                Delete(child.InstanceId);
                Create(child);
                break;

            default:
                Answer(child.Parent, child.InstanceId, child.Name, output: null, new FailureDetails(
                    "InstanceAlreadyExists", $"The instance id '{child.InstanceId}' is in use by an instance that runs."));
                break;
        }
    }

    /// <summary>Makes sure that a rewound call is answered: a child that runs will, a failed one is rewound, any other starts again.</summary>
    private void Revive(OrchestratorClaim parent, HistoryEvent call)
    {
        var link = new ParentLink(parent.InstanceId, parent.ExecutionId, call.TaskId!.Value);
        var child = _session.Prepare(
            "SELECT status, parent_instance_id, parent_execution_id, parent_task_id FROM instances WHERE instance_id = ?")
            .Bind(call.InstanceId)
            .First(row => (Status: (OrchestrationStatus)row.Integer(0), Parent: ReadParent(row, 1)));
        if (child.Parent == link && child.Status is OrchestrationStatus.Failed)
        {
            Rewind(call.InstanceId!, reason: "The parent was rewound.");
        }
        else if (child.Parent != link || child.Status.IsTerminal())
        {
            Call(parent, call);
        }
    }

    private void End(Checkpoint checkpoint)
    {
        var claim = checkpoint.Claim;
        DeleteWork(claim.InstanceId);
        _finished.Add(claim.InstanceId);
        if (checkpoint.Status is OrchestrationStatus.Terminated)
        {
            TerminateChildren(claim.InstanceId, claim.ExecutionId, checkpoint.Failure?.ErrorMessage);
        }

        var failure = checkpoint.Status is OrchestrationStatus.Completed
            ? null
            : checkpoint.Failure ?? new FailureDetails("Terminated", "The orchestration was terminated.");
        Answer(claim.Parent, claim.InstanceId, claim.Name, checkpoint.Output, failure);
    }

    private void StartOver(Checkpoint checkpoint, string executionId)
    {
        var claim = checkpoint.Claim;
        _session.Prepare("DELETE FROM messages WHERE instance_id = ? AND execution_id = ?")
            .Bind(claim.InstanceId).Bind(claim.ExecutionId).Run();
        _session.Prepare("DELETE FROM activities WHERE instance_id = ? AND execution_id = ?")
            .Bind(claim.InstanceId).Bind(claim.ExecutionId).Run();
        _session.Prepare("UPDATE instances SET input = ? WHERE instance_id = ?").Bind(checkpoint.NextInput).Bind(claim.InstanceId).Run();
        AddMessage(claim.InstanceId, executionId, Now, Started(claim.Name, checkpoint.NextInput));
        foreach (var carried in checkpoint.CarriedEvents)
        {
            // Their own time puts them before whatever has arrived since.
            AddMessage(claim.InstanceId, executionId: null, carried.Timestamp, carried);
        }
    }

    private void TerminateChildren(string instanceId, string executionId, string? reason)
    {
        var children = _session.Prepare(
            $"SELECT instance_id FROM instances WHERE parent_instance_id = ? AND parent_execution_id = ? AND NOT {IsFinished}")
            .Bind(instanceId).Bind(executionId)
            .All(row => row.Text(0)!);
        children.ForEach(child => Terminate(child, reason));
    }

    private void Answer(ParentLink? parent, string childId, string childName, string? output, FailureDetails? failure)
    {
        if (parent is null)
        {
            return;
        }

        var answer = failure is null ? HistoryEventType.SubOrchestrationInstanceCompleted : HistoryEventType.SubOrchestrationInstanceFailed;
        Send(parent.InstanceId, parent.ExecutionId, Now, Event(answer) with
        {
            TaskId = parent.TaskId,
            Name = childName,
            InstanceId = childId,
            Result = output,
            FailureDetails = failure,
        });
    }
}
