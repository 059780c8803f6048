namespace FunctionApp.Core.Orchestration;

/// <summary>How an instance is scheduled.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Every state but <see cref="OrchestrationStatus.Failed"/> and <see cref="OrchestrationStatus.Terminated"/>: what went wrong may be tried again.</summary>
    public static IReadOnlyCollection<OrchestrationStatus> UnlessFailed { get; } =
    [
        OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended,
        OrchestrationStatus.ContinuedAsNew, OrchestrationStatus.Completed,
    ];

    /// <summary>The instance's id; a fresh one when null. 1-100 printable ASCII characters, see <see cref="Orchestration.InstanceId"/>.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Not before this moment; at once when null.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>
    /// An existing instance in one of these states is kept, and the call reports it instead of starting; in any other state it is
    /// replaced. The default keeps any existing instance, which makes scheduling by id idempotent.
    /// </summary>
    public IReadOnlyCollection<OrchestrationStatus> DedupeStatuses { get; init; } = Enum.GetValues<OrchestrationStatus>();
}
