using System.Diagnostics;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Local.Durable;

/// <summary>The engine's spans and measurements. Names and attributes are those of Durable Task's distributed tracing.</summary>
/// <remarks>The span that scheduled an instance is kept with it, so that one trace holds the request and all that followed, restarts included.</remarks>
internal static class DurableTracing
{
    private const string OrchestrationType = "orchestration";
    private const string ActivityType = "activity";

    /// <summary>The span of scheduling an instance; null when nobody listens.</summary>
    public static Activity? Scheduling(string orchestrator)
        => TaskInstruments.Source.StartActivity($"create_orchestration:{orchestrator}", ActivityKind.Producer)
            ?.SetTag("durabletask.type", OrchestrationType)
            .SetTag("durabletask.task.name", orchestrator);

    /// <summary>Runs an activity in a span of its own.</summary>
    public static async Task<string> RunAsync(ActivityClaim claim, Func<Task<string>> run)
    {
        using var span = StartSpan(ActivityType, claim.Name, claim.InstanceId, ActivityKind.Internal, claim.TraceParent)
            ?.SetTag("durabletask.task.task_id", claim.TaskId);
        try
        {
            return await TaskInstruments.MeasureActivityAsync(claim.Name, run);
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().FullName);
            throw;
        }
    }

    /// <summary>Tells of an orchestration that has come to its end with a checkpoint.</summary>
    public static void Ended(Checkpoint checkpoint)
    {
        var claim = checkpoint.Claim;
        var succeeded = checkpoint.Status is OrchestrationStatus.Completed;
        TaskInstruments.OrchestrationEnded(claim.Name, claim.ClaimedAt - claim.CreatedAt, succeeded);

        // It spans sleeps and restarts, so it is told of as a whole, at the end.
        using var span = StartSpan(OrchestrationType, claim.Name, claim.InstanceId, ActivityKind.Server, claim.TraceParent, claim.CreatedAt)
            ?.SetTag("durabletask.task.status", checkpoint.Status.ToString());
        if (!succeeded)
        {
            span?.SetStatus(ActivityStatusCode.Error, checkpoint.Failure?.ErrorType);
        }
    }

    private static Activity? StartSpan(
        string type, string name, string instanceId, ActivityKind kind, string? traceParent, DateTimeOffset startTime = default)
    {
        var parent = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var scheduling) ? scheduling : default;
        return TaskInstruments.Source.StartActivity($"{type}:{name}", kind, parent, startTime: startTime)
            ?.SetTag("durabletask.type", type)
            .SetTag("durabletask.task.name", name)
            .SetTag("durabletask.task.instance_id", instanceId);
    }
}
