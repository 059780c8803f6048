using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Queries;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations on monitors and alerts.</summary>
internal static class MonitorDescriptions
{
    private static readonly MonitorRule Rule = new() { Metric = StreamMetric.Count, Below = 10, Windows = 3 };

    private static readonly StreamMonitor Monitor = new() { Stream = "orders", Name = "too-quiet", Since = Examples.Moment, Rule = Rule };

    private static readonly AlertStatus Raised = new()
    {
        AlertId = "alert-9f86d081884c7d65-20260517120200",
        State = AlertState.Firing,
        Stream = "orders",
        Monitor = "too-quiet",
        Metric = StreamMetric.Count,
        Window = Examples.Moment.AddMinutes(2),
        Value = 4,
        RaisedAt = Examples.Moment.AddMinutes(8),
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListMonitors"] = new OperationDescription("What a stream is watched for, by name.")
            .Returns(200, "The monitors.", MonitorsJson.Default.PageStreamMonitor, new Page<StreamMonitor>([Monitor], Continuation: null))
            .Problems(404),

        ["GetMonitor"] = new OperationDescription("One monitor, and how far it is.")
            .Returns(200, "The monitor.", MonitorsJson.Default.StreamMonitor, Monitor)
            .Problems(404),

        ["PutMonitor"] = new OperationDescription(
            "Creates a monitor, or gives it another rule: a bound, or an anomaly, for a number of windows in a row. It judges every window once, when it is closed.")
            .Body(MonitorsJson.Default.MonitorRule, Rule)
            .Returns(200, "Changed; it begins anew.", MonitorsJson.Default.StreamMonitor, Monitor)
            .Returns(201, "Created.", MonitorsJson.Default.StreamMonitor, Monitor)
            .Problems(404, 409),

        ["DeleteMonitor"] = new OperationDescription("Stops watching; an alert of the monitor is over.")
            .Returns(204, "Deleted.")
            .Problems(404),

        ["ListAlerts"] = new OperationDescription("Lists alerts, newest first. A page may be short and still be followed by another.")
            .Paged(50, 1_000)
            .Query("status", "Only alerts in one of these states, separated by commas: firing, escalated, acknowledged, resolved.")
            .Returns(200, "A page.", MonitorsJson.Default.PageAlertStatus, new Page<AlertStatus>([Raised], Continuation: null)),

        ["AcknowledgeAlert"] = new OperationDescription("Says that somebody has seen an alert, so that it is not escalated.")
            .Body(MonitorsJson.Default.Acknowledgement, new Acknowledgement("ann", "Known: the shop is closed."))
            .Returns(202, "Taken.")
            .Problems(404, 409),
    };
}
