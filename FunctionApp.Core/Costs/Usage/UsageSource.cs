namespace FunctionApp.Core.Costs.Usage;

/// <summary>What an execution is for.</summary>
/// <param name="Area">images, streams, webhooks or other.</param>
/// <param name="Activity">The activity that runs; null when it is none.</param>
/// <param name="Orchestration">The orchestrator it runs for; null when there is none.</param>
/// <param name="Stream">The stream it is about; null when it is about none, or several.</param>
public sealed record UsageSource(string Area, string? Activity = null, string? Orchestration = null, string? Stream = null)
{
    /// <summary>What images are used for: intake, processing and serving.</summary>
    public const string Images = "images";

    /// <summary>What streams of events are used for: ingest, windows, reports, questions.</summary>
    public const string Streams = "streams";

    /// <summary>Everything else.</summary>
    public const string Other = "other";

    /// <summary>Something that belongs nowhere else.</summary>
    public static UsageSource Unknown { get; } = new(Other);
}
