using System.Collections.Frozen;
using FunctionApp.Core.Gateway;
using static FunctionApp.Core.Gateway.AccessLevel;
using static FunctionApp.Core.Gateway.RateClass;

namespace FunctionApp.Core.Api;

/// <summary>Every operation. Both hosts serve exactly these, and the gateway judges callers by them.</summary>
public static class ApiOperations
{
    /// <summary>The operations of the API, by area.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("UploadImage", "POST", Routes.Images, Writer, Ingest),
        new("StartImageBatch", "POST", Routes.ImageBatches, Writer, Write),
        new("StartImageImport", "POST", Routes.ImageImport, Writer, Write),
        new("ListImages", "GET", Routes.Images, Reader, Read),
        new("GetImage", "GET", Routes.Image, Reader, Read),
        new("DeleteImage", "DELETE", Routes.Image, Writer, Write),
        new("GetImageOriginal", "GET", Routes.ImageOriginal, Reader, Read),
        new("GetImageRendition", "GET", Routes.ImageRendition, Reader, Read),
        new("TransformImage", "GET", Routes.ImageTransform, Reader, Compute) { AllowsSignature = true },
        new("SignTransform", "POST", Routes.ImageTransform, Writer, Write),
        new("FindSimilarImages", "GET", Routes.SimilarImages, Reader, Compute),

        new("ListStreams", "GET", Routes.Streams, Reader, Read),
        new("GetStream", "GET", Routes.Stream, Reader, Read),
        new("PutStream", "PUT", Routes.Stream, Writer, Write),
        new("DeleteStream", "DELETE", Routes.Stream, Writer, Write),
        new("PostEvents", "POST", Routes.StreamEvents, Writer, Ingest),
        new("StartReport", "POST", Routes.StreamReports, Writer, Compute),
        new("ListReports", "GET", Routes.StreamReports, Reader, Read),
        new("GetReport", "GET", Routes.StreamReport, Reader, Read),
        new("GetStreamWindows", "GET", Routes.StreamWindows, Reader, Read),
        new("GetStreamTop", "GET", Routes.StreamTop, Reader, Read),
        new("GetStreamTrends", "GET", Routes.StreamTrends, Reader, Read),
        new("GetStreamUniques", "GET", Routes.StreamUniques, Reader, Read),
        new("GetStreamPercentiles", "GET", Routes.StreamPercentiles, Reader, Read),
        new("GetStreamAnomalies", "GET", Routes.StreamAnomalies, Reader, Compute),
        new("GetStreamSessions", "GET", Routes.StreamSessions, Reader, Compute),
        new("WatchStream", "GET", Routes.StreamLive, Reader, Read),

        new("ListMonitors", "GET", Routes.StreamMonitors, Reader, Read),
        new("GetMonitor", "GET", Routes.StreamMonitor, Reader, Read),
        new("PutMonitor", "PUT", Routes.StreamMonitor, Writer, Write),
        new("DeleteMonitor", "DELETE", Routes.StreamMonitor, Writer, Write),
        new("ListAlerts", "GET", Routes.Alerts, Reader, Read),
        new("AcknowledgeAlert", "POST", Routes.AlertAcknowledge, Writer, Write),

        new("ListOrchestrations", "GET", Routes.Orchestrations, Reader, Read),
        new("GetOrchestration", "GET", Routes.Orchestration, Reader, Read),
        new("GetOrchestrationHistory", "GET", Routes.OrchestrationHistory, Reader, Read),
        new("WatchOrchestration", "GET", Routes.OrchestrationLive, Reader, Read),
        new("PurgeOrchestration", "DELETE", Routes.Orchestration, Operator, Write),
        new("TerminateOrchestration", "POST", Routes.OrchestrationTerminate, Operator, Write),
        new("SuspendOrchestration", "POST", Routes.OrchestrationSuspend, Operator, Write),
        new("ResumeOrchestration", "POST", Routes.OrchestrationResume, Operator, Write),
        new("RestartOrchestration", "POST", Routes.OrchestrationRestart, Operator, Write),
        new("RewindOrchestration", "POST", Routes.OrchestrationRewind, Operator, Write),
        new("RaiseOrchestrationEvent", "POST", Routes.OrchestrationEvent, Operator, Write),

        new("ListWebhookDeliveries", "GET", Routes.WebhookDeliveries, Reader, Read),
        new("GetWebhookDelivery", "GET", Routes.WebhookDelivery, Reader, Read),
        new("RedeliverWebhook", "POST", Routes.WebhookRedeliver, Operator, Write),

        new("ListCircuits", "GET", Routes.Circuits, Reader, Read),
        new("GetCircuit", "GET", Routes.Circuit, Reader, Read),
        new("IsolateCircuit", "POST", Routes.CircuitIsolate, Operator, Write),
        new("ResetCircuit", "POST", Routes.CircuitReset, Operator, Write),

        new("GetMetricsSummary", "GET", Routes.MetricsSummary, Reader, Read),
        new("GetCosts", "GET", Routes.Costs, Reader, Read),

        new("GetLiveness", "GET", Routes.HealthLive, Anonymous, Unlimited),
        new("GetReadiness", "GET", Routes.HealthReady, Anonymous, Unlimited),
        new("GetOpenApi", "GET", Routes.OpenApi, Anonymous, Read),
    ];

    /// <summary>What is for people's eyes, and no part of the API: pages, which say nothing that not anybody may know.</summary>
    public static IReadOnlyList<ApiOperation> Dashboard { get; } =
    [
        new("GetDashboard", "GET", Routes.Dashboard, Anonymous, Read),
        new("GetApiReference", "GET", Routes.ApiReference, Anonymous, Read),
        new("GetDashboardAsset", "GET", Routes.DashboardAsset, Anonymous, Read),
    ];

    private static readonly FrozenDictionary<(string Method, string Route), ApiOperation> ByRoute =
        All.Concat(Dashboard).ToFrozenDictionary(operation => (operation.Method, operation.Route));

    private static readonly FrozenDictionary<string, ApiOperation> ByName = All.Concat(Dashboard).ToFrozenDictionary(operation => operation.Name);

    /// <summary>The operation with a name, as the Azure host knows it; null when there is none.</summary>
    public static ApiOperation? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The operation behind a method and route; null when there is none.</summary>
    /// <param name="method">The HTTP method, in capitals. HEAD is answered as GET.</param>
    /// <param name="route">The route as <see cref="Routes"/> has it.</param>
    public static ApiOperation? Find(string method, string route) => ByRoute.GetValueOrDefault((method == "HEAD" ? "GET" : method, route));
}
