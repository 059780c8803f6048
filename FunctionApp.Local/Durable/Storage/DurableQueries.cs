using System.Globalization;
using System.Text;
using FunctionApp.Core;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>Reads the store without waiting for its writer. Every query sees one moment.</summary>
internal sealed class DurableQueries(DurableDatabase database)
{
    private const int MaxPageSize = 1_000;

    private const string InstanceColumns =
        "instance_id, name, status, created_at, updated_at, parent_instance_id, custom_status, failure";

    private const string Payloads = ", input, output";

    /// <summary>One instance; null when there is none.</summary>
    public OrchestrationInstance? Find(string instanceId, bool fetchInputsAndOutputs) => database.Read(session => session
        .Prepare($"SELECT {InstanceColumns}{(fetchInputsAndOutputs ? Payloads : "")} FROM instances WHERE instance_id = ?")
        .Bind(instanceId)
        .First(row => ReadInstance(row, fetchInputsAndOutputs)));

    /// <summary>What an execution has recorded, oldest first.</summary>
    public List<HistoryEvent> ReadHistory(string instanceId, string executionId) => database.Read(session => session
        .Prepare($"SELECT {EventColumns.Names} FROM history WHERE instance_id = ? AND execution_id = ? ORDER BY sequence")
        .Bind(instanceId).Bind(executionId)
        .All(row => EventColumns.Read(row, 0)));

    /// <summary>What the current execution has recorded; null when there is no such instance.</summary>
    public List<HistoryEvent>? ReadHistory(string instanceId)
    {
        var history = database.Read(session => session
            .Prepare(
                $"""
                SELECT {EventColumns.Names} FROM history
                WHERE instance_id = ?1 AND execution_id = (SELECT execution_id FROM instances WHERE instance_id = ?1) ORDER BY sequence
                """)
            .Bind(instanceId)
            .All(row => EventColumns.Read(row, 0)));
        return history.Count == 0 && Find(instanceId, fetchInputsAndOutputs: false) is null ? null : history;
    }

    /// <summary>A page of instances, newest first.</summary>
    public Page<OrchestrationInstance> List(OrchestrationQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, MaxPageSize, nameof(query));
        var after = query.Continuation is { } token ? ListCursor.Parse(token) : null;

        var sql = new StringBuilder($"SELECT {InstanceColumns}{(query.FetchInputsAndOutputs ? Payloads : "")} FROM instances WHERE 1");
        var binders = new List<Action<SqliteStatement>>();
        if (query.Statuses.Count > 0)
        {
            var statuses = query.Statuses.Distinct().Order().Select(status => ((int)status).ToString(CultureInfo.InvariantCulture));
            sql.Append(" AND status IN (").AppendJoin(", ", statuses).Append(')');
        }

        if (query.Name is { } name)
        {
            Where("name = ?", statement => statement.Bind(name));
        }

        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            // A range, so that an index can serve it; the upper end is the prefix with the last code point there is.
            Where(
                "instance_id >= ? AND instance_id < ? || char(1114111)",
                statement => statement.Bind(query.InstanceIdPrefix).Bind(query.InstanceIdPrefix));
        }

        if (query.CreatedFrom is { } from)
        {
            Where("created_at >= ?", statement => statement.Bind(from));
        }

        if (query.CreatedTo is { } to)
        {
            Where("created_at < ?", statement => statement.Bind(to));
        }

        if (after is not null)
        {
            Where("(created_at, instance_id) < (?, ?)", statement => statement.Bind(after.CreatedAt).Bind(after.InstanceId));
        }

        sql.Append(" ORDER BY created_at DESC, instance_id DESC LIMIT ?");
        var rows = database.Read(session =>
        {
            var statement = session.Prepare(sql.ToString());
            binders.ForEach(bind => bind(statement));
            return statement.Bind(query.PageSize + 1).All(row => ReadInstance(row, query.FetchInputsAndOutputs));
        });

        if (rows.Count <= query.PageSize)
        {
            return new Page<OrchestrationInstance>(rows, Continuation: null);
        }

        rows.RemoveAt(query.PageSize);
        return new Page<OrchestrationInstance>(rows, new ListCursor(rows[^1].CreatedAt, rows[^1].InstanceId).ToString());

        void Where(string condition, Action<SqliteStatement> bind)
        {
            sql.Append(" AND ").Append(condition);
            binders.Add(bind);
        }
    }

    /// <summary>How much waits, and how much is run. Each count reads a partial index of just that.</summary>
    public (long WaitingActivities, long RunningActivities, long WaitingTurns) CountBacklog(DateTimeOffset now) => database.Read(session => session
        .Prepare(
            """
            SELECT
                (SELECT COUNT(*) FROM activities WHERE lease_token IS NULL),
                (SELECT COUNT(*) FROM activities WHERE lease_until IS NOT NULL),
                (SELECT COUNT(*) FROM instances WHERE lease_token IS NULL AND ready_at IS NOT NULL AND ready_at <= ?)
            """)
        .Bind(now)
        .First(row => (row.Integer(0), row.Integer(1), row.Integer(2))));

    private static OrchestrationInstance ReadInstance(SqliteStatement row, bool withPayloads) => new()
    {
        InstanceId = row.Text(0)!,
        Name = row.Text(1)!,
        RuntimeStatus = (OrchestrationStatus)row.Integer(2),
        CreatedAt = row.Time(3),
        LastUpdatedAt = row.Time(4),
        ParentInstanceId = row.Text(5),
        SerializedCustomStatus = row.Text(6),
        FailureDetails = EventColumns.Failure(row.Text(7)),
        SerializedInput = withPayloads ? row.Text(8) : null,
        SerializedOutput = withPayloads ? row.Text(9) : null,
    };
}
