using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core;

/// <summary>Whose usage an execution is, by the name of its instance or the path of its request: all that hosts know without asking the pipelines.</summary>
public static class UsageSources
{
    private static readonly UsageSource OfImages = new(UsageSource.Images);
    private static readonly UsageSource OfStreams = new(UsageSource.Streams);
    private static readonly string StreamPrefix = RollUpStream.InstanceId("");

    private static readonly (string Prefix, string Orchestration, string Area)[] Instances =
    [
        (ImageId.InstanceId(""), nameof(ProcessImage), UsageSource.Images),
        (FillLabels.InstanceId(""), nameof(FillLabels), UsageSource.Images),
        ("batch-", nameof(ProcessBatch), UsageSource.Images),
        ("import-", nameof(ImportImages), UsageSource.Images),
        (StreamPrefix, nameof(RollUpStream), UsageSource.Streams),
        ("events-", nameof(ImportEvents), UsageSource.Streams),
        (ReportJob.InstanceId(""), nameof(BuildReport), UsageSource.Streams),
        (Alert.IdPrefix, nameof(Alert), UsageSource.Streams),
        (DeliveryId.InstanceId(""), nameof(DeliverWebhook), "webhooks"),
    ];

    /// <summary>An activity that an instance has called.</summary>
    /// <param name="activity">The activity's registered name.</param>
    /// <param name="instanceId">The instance; null where the host does not tell.</param>
    public static UsageSource OfActivity(string activity, string? instanceId) => OfInstance(instanceId) with { Activity = activity };

    /// <summary>A turn of an instance.</summary>
    /// <param name="orchestrator">The orchestrator's registered name.</param>
    /// <param name="instanceId">The instance; null where the host does not tell.</param>
    public static UsageSource OfTurn(string orchestrator, string? instanceId)
    {
        var known = Array.Find(Instances, instance => instance.Orchestration == orchestrator);
        return OfInstance(instanceId) with { Orchestration = orchestrator, Area = known.Area ?? UsageSource.Other };
    }

    /// <summary>A request.</summary>
    public static UsageSource OfRequest(PathString path)
    {
        Span<Range> segments = stackalloc Range[4];
        var text = path.Value.AsSpan().Trim('/');
        var count = text.Split(segments, '/');
        return count < 2 ? UsageSource.Unknown : text[segments[1]] switch
        {
            "images" => OfImages,
            "streams" when count > 2 => new(UsageSource.Streams, Stream: text[segments[2]].ToString()),
            "streams" or "alerts" => OfStreams,
            _ => UsageSource.Unknown,
        };
    }

    /// <summary>A trigger that is no request: blobs and timers.</summary>
    /// <param name="function">The function's name.</param>
    public static UsageSource OfTrigger(string function) => function switch
    {
        "OnImageUploaded" => new(UsageSource.Images),
        "OnEventsUploaded" => new(UsageSource.Streams),
        _ => UsageSource.Unknown,
    };

    private static UsageSource OfInstance(string? instanceId)
    {
        foreach (var (prefix, orchestration, area) in Instances)
        {
            if (instanceId?.StartsWith(prefix, StringComparison.Ordinal) is true)
            {
                return new(area, Orchestration: orchestration, Stream: prefix == StreamPrefix ? instanceId[prefix.Length..] : null);
            }
        }

        return UsageSource.Unknown;
    }
}
