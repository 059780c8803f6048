namespace FunctionApp.Local.Durable;

/// <summary>An instance about to be created.</summary>
internal sealed record NewInstance
{
    public required string InstanceId { get; init; }

    /// <summary>The orchestrator's registered name.</summary>
    public required string Name { get; init; }

    /// <summary>The input as JSON text.</summary>
    public required string? Input { get; init; }

    /// <summary>Not before this moment; at once when null.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The span that schedules it (W3C <c>traceparent</c>); null when nobody traces.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The call it answers; null for a top-level instance.</summary>
    public ParentLink? Parent { get; init; }
}
