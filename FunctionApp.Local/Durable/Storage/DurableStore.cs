using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>Every change there is to the store. Runs inside the transactions of <see cref="GroupCommit"/>, on its thread.</summary>
internal sealed partial class DurableStore(DurableDatabase database, TimeProvider clock)
{
    private const string IsFinished = "status IN (2, 3, 4)";

    private readonly SqliteSession _session = database.Writer;
    private readonly List<string> _finished = [];

    /// <summary>The transaction's time; never goes backwards, so that messages keep their order when the system's clock is set.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Instances that this transaction finished or deleted.</summary>
    public IReadOnlyList<string> Finished => _finished;

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        _finished.Clear();
        var now = clock.GetUtcNow();
        Now = now > Now ? now : Now;
        _session.Prepare("BEGIN IMMEDIATE").Run();
    }

    /// <summary>Makes the transaction durable.</summary>
    public void Commit() => _session.Prepare("COMMIT").Run();

    /// <summary>Takes the transaction back, unless SQLite already has.</summary>
    public void Rollback()
    {
        _finished.Clear();
        if (!_session.IsIdle)
        {
            _session.Prepare("ROLLBACK").Run();
        }
    }

    /// <summary>Applies one operation so that its failure takes back nothing but itself.</summary>
    public T Isolate<T>(Func<DurableStore, T> operation)
    {
        var finished = _finished.Count;
        _session.Prepare("SAVEPOINT operation").Run();
        try
        {
            var result = operation(this);
            _session.Prepare("RELEASE operation").Run();
            return result;
        }
        catch when (!_session.IsIdle)
        {
            _session.Prepare("ROLLBACK TO operation").Run();
            _session.Prepare("RELEASE operation").Run();
            _finished.RemoveRange(finished, _finished.Count - finished);
            throw;
        }
    }

    /// <summary>Puts a message in an inbox; drops it when the instance, or the execution it means, is not there any more.</summary>
    private void Send(string instanceId, string? executionId, DateTimeOffset visibleAt, HistoryEvent message)
    {
        // A pending instance waits for its start time, whatever arrives before.
        var accepted = _session.Prepare(
            $"""
            UPDATE instances SET ready_at = iif(status = 0, ready_at, min(ifnull(ready_at, ?1), ?1))
            WHERE instance_id = ?2 AND NOT {IsFinished} AND (?3 IS NULL OR execution_id = ?3)
            """)
            .Bind(visibleAt).Bind(instanceId).Bind(executionId).Run();
        if (accepted > 0)
        {
            AddMessage(instanceId, executionId, visibleAt, message);
        }
    }

    private void AddMessage(string instanceId, string? executionId, DateTimeOffset visibleAt, HistoryEvent message)
        => EventColumns.Bind(
            _session.Prepare(
                $"""
                INSERT INTO messages (instance_id, execution_id, visible_at, {EventColumns.Names})
                VALUES (?, ?, ?, {EventColumns.Values})
                """)
                .Bind(instanceId).Bind(executionId).Bind(visibleAt),
            message)
            .Run();

    private OrchestrationStatus? StatusOf(string instanceId)
        => _session.Prepare("SELECT status FROM instances WHERE instance_id = ?")
            .Bind(instanceId)
            .First(row => (OrchestrationStatus?)row.Integer(0));

    private string NewId() => Guid.CreateVersion7(Now).ToString("N");

    private HistoryEvent Event(HistoryEventType type) => new() { Type = type, Timestamp = Now };
}
