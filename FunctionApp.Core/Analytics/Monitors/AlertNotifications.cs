using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>How the world hears of alerts: by the log, which telemetry carries, and by the orchestration's custom status.</summary>
internal static class AlertNotifications
{
    /// <summary>Tells that an alert has changed. The one place to add another way.</summary>
    public static Task NotifyAsync(this IOrchestrationContext context, AlertStatus status)
    {
        AlertLog.Changed(
            context.CreateReplaySafeLogger<Alert>(),
            status.AlertId,
            status.Monitor,
            status.Stream,
            status.State,
            status.Metric,
            status.Value,
            status.Window);
        context.SetCustomStatus(status);
        return Task.CompletedTask;
    }
}
