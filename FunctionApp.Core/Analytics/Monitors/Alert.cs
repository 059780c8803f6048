using System.Diagnostics.CodeAnalysis;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Stays with a problem until it is over: tells of it, waits for somebody to see it, and tells again when nobody does.</summary>
/// <remarks>One instance an alert, its id made of the monitor and the window: the same window raises it once, however often it is judged.</remarks>
public sealed class Alert : IOrchestrator<AlertJob, AlertStatus>
{
    /// <summary>The event that says that somebody has seen the alert; its payload is an <see cref="Monitors.Acknowledgement"/>.</summary>
    public const string Acknowledged = "acknowledge";

    /// <summary>The event that says that the alert is over; its payload is an <see cref="AlertResolution"/>.</summary>
    public const string Resolved = "resolve";

    /// <summary>What the ids of alerts begin with.</summary>
    public const string IdPrefix = "alert-";

    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<AlertJob, AlertStatus> Name = new(nameof(Alert));

    /// <inheritdoc/>
    [SuppressMessage("Usage", "MA0042", Justification = "CancelAsync leaves the orchestrator's thread.")]
    [SuppressMessage("Performance", "CA1849", Justification = "CancelAsync leaves the orchestrator's thread.")]
    public async Task<AlertStatus> RunAsync(IOrchestrationContext context, AlertJob input)
    {
        var status = AlertStatus.Of(input) with { RaisedAt = context.UtcNow() };
        await context.TellAsync(status);

        using var stopWaiting = new CancellationTokenSource();
        using var stopTimer = new CancellationTokenSource();
        var resolved = context.WaitForExternalEvent<AlertResolution>(Resolved, stopWaiting.Token);
        var acknowledged = context.WaitForExternalEvent<Acknowledgement>(Acknowledged, stopWaiting.Token);
        var patience = context.CreateTimer(input.Rule.EscalateAfter, stopTimer.Token);

        if (await Task.WhenAny(resolved, acknowledged, patience) == patience)
        {
            status = status with { State = AlertState.Escalated, EscalatedAt = context.UtcNow() };
            await context.TellAsync(status);
            await Task.WhenAny(resolved, acknowledged);
        }

        stopTimer.Cancel();
        if (!resolved.IsCompleted)
        {
            status = status with { State = AlertState.Acknowledged, AcknowledgedAt = context.UtcNow(), Acknowledgement = await acknowledged };
            await context.TellAsync(status);
        }

        var resolution = await resolved;
        stopWaiting.Cancel();
        status = status with { State = AlertState.Resolved, ResolvedAt = context.UtcNow(), Resolution = resolution.Reason };
        await context.TellAsync(status);
        return status;
    }
}
