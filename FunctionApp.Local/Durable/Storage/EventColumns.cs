using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>How a <see cref="HistoryEvent"/> lies in a row, in the history as in the inbox: a message is an event yet to be recorded.</summary>
internal static class EventColumns
{
    /// <summary>The columns, in the order of <see cref="Bind"/> and <see cref="Read"/>.</summary>
    public const string Names = "type, timestamp, task_id, name, input, result, failure, fire_at, other_instance_id, status, reason";

    /// <summary>As many placeholders.</summary>
    public const string Values = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    public static SqliteStatement Bind(SqliteStatement statement, HistoryEvent entry) => statement
        .Bind((long)entry.Type)
        .Bind(entry.Timestamp)
        .Bind(entry.TaskId)
        .Bind(entry.Name)
        .Bind(entry.Input)
        .Bind(entry.Result)
        .Bind(FailureText(entry.FailureDetails))
        .Bind(entry.FireAt)
        .Bind(entry.InstanceId)
        .Bind((long?)entry.Status)
        .Bind(entry.Reason);

    public static HistoryEvent Read(SqliteStatement row, int first) => new()
    {
        Type = (HistoryEventType)row.Integer(first),
        Timestamp = row.Time(first + 1),
        TaskId = (int?)row.OptionalInteger(first + 2),
        Name = row.Text(first + 3),
        Input = row.Text(first + 4),
        Result = row.Text(first + 5),
        FailureDetails = Failure(row.Text(first + 6)),
        FireAt = row.OptionalTime(first + 7),
        InstanceId = row.Text(first + 8),
        Status = (OrchestrationStatus?)row.OptionalInteger(first + 9),
        Reason = row.Text(first + 10),
    };

    public static string? FailureText(FailureDetails? failure)
        => failure is null ? null : JsonSerializer.Serialize(failure, DurableJsonContext.Default.FailureDetails);

    public static FailureDetails? Failure(string? text)
        => text is null ? null : JsonSerializer.Deserialize(text, DurableJsonContext.Default.FailureDetails);
}
