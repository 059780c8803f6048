namespace FunctionApp.Core.Orchestration;

/// <summary>Which instances to list. Filters combine with "and"; newest first where the backend can order.</summary>
public sealed record OrchestrationQuery
{
    /// <summary>Only these states; empty means all.</summary>
    public IReadOnlyCollection<OrchestrationStatus> Statuses { get; init; } = [];

    /// <summary>Only this orchestrator; null means all.</summary>
    public string? Name { get; init; }

    /// <summary>Only ids that start with this; null means all.</summary>
    public string? InstanceIdPrefix { get; init; }

    /// <summary>Only instances created at or after this moment.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only instances created before this moment.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Whether inputs and outputs are read; they can be large.</summary>
    public bool FetchInputsAndOutputs { get; init; }

    /// <summary>Instances in a page, 1 to 1,000.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Token of the page before; null for the first.</summary>
    public string? Continuation { get; init; }
}
