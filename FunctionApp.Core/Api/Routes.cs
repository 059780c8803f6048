namespace FunctionApp.Core.Api;

/// <summary>Every route from the host's root: the same constants in both hosts.</summary>
public static class Routes
{
    /// <summary>What every route of the API starts with; the others are pages.</summary>
    public const string Prefix = "api";

    /// <summary>GET: the dashboard, at the root. Azure Functions takes no empty route; this one matches nothing else.</summary>
    public const string Dashboard = "{root:maxlength(0)?}";

    /// <summary>GET: what the API can do, to read and to try.</summary>
    public const string ApiReference = "docs";

    /// <summary>GET: a script, style or picture of the pages; its name has its hash.</summary>
    public const string DashboardAsset = "assets/{name}";

    /// <summary>POST: upload. GET: list.</summary>
    public const string Images = "api/images";

    /// <summary>POST: process what is in the uploads container.</summary>
    public const string ImageBatches = "api/images/batches";

    /// <summary>POST: fetch images from elsewhere and process them.</summary>
    public const string ImageImport = "api/images/import";

    /// <summary>GET: the manifest. DELETE: everything there is of the image.</summary>
    public const string Image = "api/images/{imageId}";

    /// <summary>GET: the uploaded bytes.</summary>
    public const string ImageOriginal = "api/images/{imageId}/original";

    /// <summary>GET: a rendition; without an extension in the best format the caller accepts.</summary>
    public const string ImageRendition = "api/images/{imageId}/renditions/{name}";

    /// <summary>GET: a rendition made on request. POST: a signed URL for one.</summary>
    public const string ImageTransform = "api/images/{imageId}/transform";

    /// <summary>GET: the images that look most like it.</summary>
    public const string SimilarImages = "api/images/{imageId}/similar";
    /// <summary>GET: counts, uniques, sums and percentiles by window.</summary>
    public const string StreamWindows = "api/streams/{stream}/windows";

    /// <summary>GET: the most frequent values of a field.</summary>
    public const string StreamTop = "api/streams/{stream}/top";

    /// <summary>GET: which values come more or less often than before.</summary>
    public const string StreamTrends = "api/streams/{stream}/trends";

    /// <summary>GET: how many distinct values the unique field has.</summary>
    public const string StreamUniques = "api/streams/{stream}/uniques";

    /// <summary>GET: percentiles of the values.</summary>
    public const string StreamPercentiles = "api/streams/{stream}/percentiles";

    /// <summary>GET: windows that are not as expected.</summary>
    public const string StreamAnomalies = "api/streams/{stream}/anomalies";

    /// <summary>GET: the sessions of subjects.</summary>
    public const string StreamSessions = "api/streams/{stream}/sessions";

    /// <summary>GET: the newest window, as it changes (server-sent events).</summary>
    public const string StreamLive = "api/streams/{stream}/live";

    /// <summary>GET: list.</summary>
    public const string Streams = "api/streams";

    /// <summary>GET: settings and state. PUT: settings. DELETE: everything there is of the stream.</summary>
    public const string Stream = "api/streams/{stream}";

    /// <summary>POST: events.</summary>
    public const string StreamEvents = "api/streams/{stream}/events";

    /// <summary>POST: ask for a report. GET: list them.</summary>
    public const string StreamReports = "api/streams/{stream}/reports";

    /// <summary>GET: a report, as JSON or CSV.</summary>
    public const string StreamReport = "api/streams/{stream}/reports/{reportId}";
    /// <summary>GET: what the stream is watched for.</summary>
    public const string StreamMonitors = "api/streams/{stream}/monitors";

    /// <summary>GET: the monitor. PUT: set its rule. DELETE: stop watching.</summary>
    public const string StreamMonitor = "api/streams/{stream}/monitors/{monitor}";

    /// <summary>GET: list.</summary>
    public const string Alerts = "api/alerts";

    /// <summary>POST: say that somebody has seen it.</summary>
    public const string AlertAcknowledge = "api/alerts/{alertId}/acknowledge";

    /// <summary>GET: list.</summary>
    public const string Orchestrations = "api/orchestrations";

    /// <summary>GET: the instance. DELETE: purge it.</summary>
    public const string Orchestration = "api/orchestrations/{instanceId}";

    /// <summary>GET: what happened, event by event.</summary>
    public const string OrchestrationHistory = "api/orchestrations/{instanceId}/history";

    /// <summary>GET: the instance, as it changes (server-sent events).</summary>
    public const string OrchestrationLive = "api/orchestrations/{instanceId}/live";

    /// <summary>POST: end it.</summary>
    public const string OrchestrationTerminate = "api/orchestrations/{instanceId}/terminate";

    /// <summary>POST: park it.</summary>
    public const string OrchestrationSuspend = "api/orchestrations/{instanceId}/suspend";

    /// <summary>POST: unpark it.</summary>
    public const string OrchestrationResume = "api/orchestrations/{instanceId}/resume";

    /// <summary>POST: start it again from the beginning.</summary>
    public const string OrchestrationRestart = "api/orchestrations/{instanceId}/restart";

    /// <summary>POST: take it back to before its failures.</summary>
    public const string OrchestrationRewind = "api/orchestrations/{instanceId}/rewind";

    /// <summary>POST: send it an event.</summary>
    public const string OrchestrationEvent = "api/orchestrations/{instanceId}/events/{eventName}";

    /// <summary>GET: list.</summary>
    public const string Circuits = "api/circuits";

    /// <summary>GET: the circuit.</summary>
    public const string Circuit = "api/circuits/{name}";

    /// <summary>POST: refuse every call.</summary>
    public const string CircuitIsolate = "api/circuits/{name}/isolate";

    /// <summary>POST: let calls pass again.</summary>
    public const string CircuitReset = "api/circuits/{name}/reset";

    /// <summary>GET: list.</summary>
    public const string WebhookDeliveries = "api/webhooks/deliveries";

    /// <summary>GET: the delivery, with its attempts.</summary>
    public const string WebhookDelivery = "api/webhooks/deliveries/{deliveryId}";

    /// <summary>POST: deliver it again.</summary>
    public const string WebhookRedeliver = "api/webhooks/deliveries/{deliveryId}/redeliver";

    /// <summary>GET: how this instance is doing, in numbers.</summary>
    public const string MetricsSummary = "api/metrics/summary";

    /// <summary>GET: what was used, and what that costs on each platform.</summary>
    public const string Costs = "api/costs";

    /// <summary>GET: 200 while the process lives.</summary>
    public const string HealthLive = "api/health/live";

    /// <summary>GET: 200 when every part can work, else 503.</summary>
    public const string HealthReady = "api/health/ready";

    /// <summary>GET: the API as an OpenAPI document.</summary>
    public const string OpenApi = "api/openapi.json";

    /// <summary>A route as a path from the host's root, its placeholders filled in order.</summary>
    public static string Path(string route, params IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var start = route.IndexOf('{', StringComparison.Ordinal);
            var end = route.IndexOf('}', StringComparison.Ordinal);
            route = $"{route[..start]}{Uri.EscapeDataString(value)}{route[(end + 1)..]}";
        }

        return $"/{route}";
    }
}
