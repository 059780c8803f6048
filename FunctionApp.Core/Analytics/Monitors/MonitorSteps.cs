using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>What a stream's roll-up does for its monitors.</summary>
internal static class MonitorSteps
{
    /// <summary>Judges windows that are over, begins alerts and ends them.</summary>
    /// <param name="context">The roll-up.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="from">Windows that end after this moment; null for all.</param>
    /// <param name="through">And at or before this one; null when none is over.</param>
    /// <param name="isByClock">Whether the clock says that they are over, and no event has closed them yet.</param>
    public static async Task JudgeWindowsAsync(
        this IOrchestrationContext context, string stream, DateTimeOffset? from, DateTimeOffset? through, bool isByClock = false)
    {
        if (through is not { } closed || closed == from)
        {
            return;
        }

        var verdict = await context.CallActivityAsync(EvaluateMonitors.Name, new(stream, from, closed, isByClock), RetryPolicy.Transient);
        foreach (var alert in verdict.Raised)
        {
            await context.StartAsync(Alert.Name, alert, MonitorsJson.Default.AlertJob, alert.AlertId);
        }

        foreach (var resolution in verdict.Resolved)
        {
            context.SendEvent(resolution.AlertId, Alert.Resolved, resolution);
        }
    }
}
