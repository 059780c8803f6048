using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Adapters.Durable;

/// <summary>Statuses as the port and as Durable Task name them.</summary>
internal static class DurableStatuses
{
    /// <summary>A status from Durable Task.</summary>
    public static OrchestrationStatus ToStatus(this OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => OrchestrationStatus.Pending,
        OrchestrationRuntimeStatus.Running => OrchestrationStatus.Running,
        OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
        OrchestrationRuntimeStatus.Failed => OrchestrationStatus.Failed,
        OrchestrationRuntimeStatus.Suspended => OrchestrationStatus.Suspended,
        OrchestrationRuntimeStatus.ContinuedAsNew => OrchestrationStatus.ContinuedAsNew,
        _ => OrchestrationStatus.Terminated,
    };

    /// <summary>A status from a history event of the Durable Task Framework.</summary>
    public static OrchestrationStatus ToStatus(this DurableTask.Core.OrchestrationStatus status)
        => ((OrchestrationRuntimeStatus)status).ToStatus();

    /// <summary>A status for a query.</summary>
    public static OrchestrationRuntimeStatus ToRuntimeStatus(this OrchestrationStatus status) => status switch
    {
        OrchestrationStatus.Pending => OrchestrationRuntimeStatus.Pending,
        OrchestrationStatus.Running => OrchestrationRuntimeStatus.Running,
        OrchestrationStatus.Completed => OrchestrationRuntimeStatus.Completed,
        OrchestrationStatus.Failed => OrchestrationRuntimeStatus.Failed,
        OrchestrationStatus.Suspended => OrchestrationRuntimeStatus.Suspended,
        OrchestrationStatus.ContinuedAsNew => OrchestrationRuntimeStatus.ContinuedAsNew,
        _ => OrchestrationRuntimeStatus.Terminated,
    };

    /// <summary>Statuses for deduplication, where Durable Task counts an instance that continued as new as running.</summary>
    public static IReadOnlyList<string> ToDedupeStatuses(this IEnumerable<OrchestrationStatus> statuses) =>
    [
        .. statuses.Where(status => status != OrchestrationStatus.ContinuedAsNew).Select(status => status.ToRuntimeStatus().ToString()),
    ];
}
