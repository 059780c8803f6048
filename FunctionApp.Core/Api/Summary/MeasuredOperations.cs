using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Telemetry;
using FunctionApp.Core.Telemetry.Summary;

namespace FunctionApp.Core.Api.Summary;

/// <summary>Which measurements make up the summary.</summary>
internal static class MeasuredOperations
{
    public const string Requests = "requests";
    public const string Images = "images";
    public const string Events = "events";
    public const string Orchestrations = "orchestrations";
    public const string Activities = "activities";

    /// <summary>Look-ups in the cache; those that found nothing are its failures.</summary>
    public const string CacheRequests = "cache";

    public const string Retries = "retries";

    /// <summary>What the page lists, in its order.</summary>
    public static IReadOnlyList<string> Listed { get; } = [Requests, Images, Events, Orchestrations, Activities];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MeasuredOperation> All { get; } =
    [
        new(Requests, "Microsoft.AspNetCore.Hosting", "http.server.request.duration", JudgeRequest),
        new(Images, InstrumentNames.Scope, InstrumentNames.OrchestrationDuration, JudgeImage),
        new(Events, InstrumentNames.Scope, InstrumentNames.EventsIngested, JudgeEvent),
        new(Orchestrations, InstrumentNames.Scope, InstrumentNames.OrchestrationDuration, JudgeTask),
        new(Activities, InstrumentNames.Scope, InstrumentNames.ActivityDuration, JudgeTask),
        new(CacheRequests, InstrumentNames.Scope, InstrumentNames.CacheRequests, JudgeLookUp),
        new(Retries, InstrumentNames.Scope, InstrumentNames.Retries, static _ => MeasuredOutcome.Succeeded),
    ];

    /// <summary>A live connection is left out: it takes as long as somebody looks.</summary>
    private static MeasuredOutcome JudgeRequest(ReadOnlySpan<KeyValuePair<string, object?>> attributes)
        => Find(attributes, "http.route") is string route && route.EndsWith("/live", StringComparison.Ordinal) && !route.EndsWith(Routes.HealthLive, StringComparison.Ordinal)
            ? MeasuredOutcome.Other
            : Find(attributes, "http.response.status_code") is >= 500 ? MeasuredOutcome.Failed : MeasuredOutcome.Succeeded;

    private static MeasuredOutcome JudgeImage(ReadOnlySpan<KeyValuePair<string, object?>> attributes)
        => Find(attributes, "orchestration.name") is nameof(ProcessImage) ? JudgeTask(attributes) : MeasuredOutcome.Other;

    private static MeasuredOutcome JudgeTask(ReadOnlySpan<KeyValuePair<string, object?>> attributes)
        => Find(attributes, "outcome") is "failed" ? MeasuredOutcome.Failed : MeasuredOutcome.Succeeded;

    private static MeasuredOutcome JudgeEvent(ReadOnlySpan<KeyValuePair<string, object?>> attributes) => Find(attributes, "outcome") switch
    {
        "accepted" => MeasuredOutcome.Succeeded,
        "rejected" => MeasuredOutcome.Failed,
        _ => MeasuredOutcome.Other,
    };

    private static MeasuredOutcome JudgeLookUp(ReadOnlySpan<KeyValuePair<string, object?>> attributes)
        => Find(attributes, "cache.result") is "hit" or "stale" ? MeasuredOutcome.Succeeded : MeasuredOutcome.Failed;

    private static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> attributes, string name)
    {
        foreach (var (key, value) in attributes)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
