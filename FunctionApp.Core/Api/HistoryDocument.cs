using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Api;

/// <summary>A history event as callers see it: payloads as JSON, failures without stack traces.</summary>
public sealed record HistoryDocument
{
    /// <summary>What happened.</summary>
    public required HistoryEventType Type { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Links what completes to what was scheduled.</summary>
    public int? TaskId { get; init; }

    /// <summary>Name of the activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    /// <summary>Input or event payload.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>Result or output.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What went wrong.</summary>
    public FailureDetails? FailureDetails { get; init; }

    /// <summary>When a timer is due (UTC).</summary>
    public DateTimeOffset? FireAt { get; init; }

    /// <summary>The other instance: a child, or the receiver of an event.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The status an execution ended with.</summary>
    public OrchestrationStatus? Status { get; init; }

    /// <summary>Why a client suspended, resumed, terminated or rewound the instance.</summary>
    public string? Reason { get; init; }

    internal static HistoryDocument From(HistoryEvent entry) => new()
    {
        Type = entry.Type,
        Timestamp = entry.Timestamp,
        TaskId = entry.TaskId,
        Name = entry.Name,
        Input = entry.Input.ToJsonElement(),
        Result = entry.Result.ToJsonElement(),
        FailureDetails = entry.FailureDetails?.WithoutStackTrace(),
        FireAt = entry.FireAt,
        InstanceId = entry.InstanceId,
        Status = entry.Status,
        Reason = entry.Reason,
    };
}
