using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <content>Who works on what: claims in order of arrival, and the leases that bound them.</content>
internal sealed partial class DurableStore
{
    private const int MaxMessagesPerStep = 1_000;

    private long _claims;

    /// <summary>Claims the instances that have waited longest for their next step.</summary>
    public List<OrchestratorClaim> ClaimInstances(int limit, TimeSpan lease)
    {
        var ready = _session.Prepare(
            """
            SELECT instance_id, execution_id, name, status, parent_instance_id, parent_execution_id, parent_task_id, created_at, trace_parent
            FROM instances
            WHERE lease_token IS NULL AND ready_at <= ? ORDER BY ready_at, rowid LIMIT ?
            """)
            .Bind(Now).Bind(limit)
            .All(row => new OrchestratorClaim
            {
                InstanceId = row.Text(0)!,
                ExecutionId = row.Text(1)!,
                Name = row.Text(2)!,
                Status = (OrchestrationStatus)row.Integer(3),
                Parent = ReadParent(row, 4),
                CreatedAt = row.Time(7),
                TraceParent = row.Text(8),
                Token = NextToken(),
                ClaimedAt = Now,
                Messages = [],
            });
        for (var i = 0; i < ready.Count; i++)
        {
            var claim = ready[i];
            _session.Prepare("UPDATE instances SET lease_token = ?, lease_until = ?, ready_at = NULL WHERE instance_id = ?")
                .Bind(claim.Token).Bind(Now + lease).Bind(claim.InstanceId).Run();
            ready[i] = claim with { Messages = VisibleMessages(claim.InstanceId) };
        }

        return ready;
    }

    /// <summary>Claims the activities that have waited longest, and counts the delivery. One whose process crashed too often fails instead.</summary>
    public List<ActivityClaim> ClaimActivities(int limit, TimeSpan lease, int maxCrashes)
    {
        var claims = new List<ActivityClaim>();
        while (claims.Count < limit)
        {
            var waiting = _session.Prepare(
                """
                SELECT id, activities.instance_id, activities.execution_id, task_id, activities.name, activities.input, deliveries, trace_parent
                FROM activities LEFT JOIN instances ON instances.instance_id = activities.instance_id
                WHERE activities.lease_token IS NULL ORDER BY id LIMIT ?
                """)
                .Bind(limit - claims.Count)
                .All(row => (
                    Claim: new ActivityClaim(
                        row.Integer(0), row.Text(1)!, row.Text(2)!, (int)row.Integer(3), row.Text(4)!, row.Text(5), NextToken(), row.Text(7)),
                    Crashes: row.Integer(6)));
            if (waiting.Count == 0)
            {
                break;
            }

            foreach (var (claim, crashes) in waiting)
            {
                if (crashes >= maxCrashes)
                {
                    BuryActivity(claim, crashes);
                    continue;
                }

                _session.Prepare("UPDATE activities SET lease_token = ?, lease_until = ?, deliveries = deliveries + 1 WHERE id = ?")
                    .Bind(claim.Token).Bind(Now + lease).Bind(claim.Id).Run();
                claims.Add(claim);
            }
        }

        return claims;
    }

    /// <summary>Delivers an activity's result.</summary>
    /// <returns>False when the lease was lost: the result is dropped, because another delivery answers.</returns>
    public bool CompleteActivity(ActivityClaim claim, HistoryEvent completion)
    {
        if (_session.Prepare("DELETE FROM activities WHERE id = ? AND lease_token = ?").Bind(claim.Id).Bind(claim.Token).Run() == 0)
        {
            return false;
        }

        Send(claim.InstanceId, claim.ExecutionId, Now, completion with { Timestamp = Now, TaskId = claim.TaskId });
        return true;
    }

    /// <summary>Hands an activity back that was interrupted on purpose, which is no crash.</summary>
    public bool ReleaseActivity(ActivityClaim claim)
        => _session.Prepare(
            """
            UPDATE activities SET lease_token = NULL, lease_until = NULL, deliveries = deliveries - 1
            WHERE id = ? AND lease_token = ?
            """)
            .Bind(claim.Id).Bind(claim.Token).Run() > 0;

    /// <summary>Extends the leases of activities that are still at work, then gives away those that ran out.</summary>
    public void RenewLeases(IEnumerable<long> tokens, TimeSpan lease)
    {
        foreach (var token in tokens)
        {
            _session.Prepare("UPDATE activities SET lease_until = ? WHERE lease_token = ? AND lease_until IS NOT NULL")
                .Bind(Now + lease).Bind(token).Run();
        }

        _session.Prepare("UPDATE activities SET lease_token = NULL, lease_until = NULL WHERE lease_until <= ?").Bind(Now).Run();
        _session.Prepare("UPDATE instances SET lease_token = NULL, lease_until = NULL, ready_at = ?1 WHERE lease_until <= ?1")
            .Bind(Now).Run();
    }

    /// <summary>When the next instance that nobody works on has something visible in its inbox.</summary>
    public DateTimeOffset? NextReadyAt()
        => _session.Prepare("SELECT ready_at FROM instances WHERE lease_token IS NULL AND ready_at IS NOT NULL ORDER BY ready_at LIMIT 1")
            .First(row => row.OptionalTime(0));

    private static ParentLink? ReadParent(SqliteStatement row, int first)
        => row.Text(first) is { } instanceId ? new ParentLink(instanceId, row.Text(first + 1)!, (int)row.Integer(first + 2)) : null;

    private List<InboxMessage> VisibleMessages(string instanceId)
        => _session.Prepare(
            $"""
            SELECT id, execution_id, {EventColumns.Names} FROM messages
            WHERE instance_id = ? AND visible_at <= ? ORDER BY type <> 0, visible_at, id LIMIT ?
            """)
            .Bind(instanceId).Bind(Now).Bind(MaxMessagesPerStep)
            .All(row => new InboxMessage(row.Integer(0), row.Text(1), EventColumns.Read(row, 2)));

    private void BuryActivity(ActivityClaim claim, long crashes)
    {
        _session.Prepare("DELETE FROM activities WHERE id = ?").Bind(claim.Id).Run();
        Send(claim.InstanceId, claim.ExecutionId, Now, Event(HistoryEventType.TaskFailed) with
        {
            TaskId = claim.TaskId,
            FailureDetails = new FailureDetails(
                "ActivityCrashed",
                $"Activity '{claim.Name}' was given up: the process ended {crashes} times while it ran.",
                IsNonRetriable: true),
        });
    }

    private long NextToken() => (database.Epoch << 32) + ++_claims;
}
