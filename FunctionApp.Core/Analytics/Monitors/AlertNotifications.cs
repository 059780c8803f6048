using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>How the world hears of alerts: by webhooks, by the log, which telemetry carries, and by the orchestration's custom status.</summary>
internal static class AlertNotifications
{
    /// <summary>What the types of the events begin with; the state follows, as in <c>functionapp.alert.firing</c>.</summary>
    private const string TypePrefix = "functionapp.alert.";

    /// <summary>Tells that an alert has changed.</summary>
    public static Task TellAsync(this IOrchestrationContext context, AlertStatus status)
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
        return context.NotifyAsync(
            $"{TypePrefix}{status.State.ToString().ToLowerInvariant()}",
            $"streams/{status.Stream}/monitors/{status.Monitor}",
            status,
            MonitorsJson.Default.AlertStatus);
    }
}
