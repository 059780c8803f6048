namespace FunctionApp.Core.Analytics;

/// <summary>The blob containers of analytics.</summary>
public static class AnalyticsContainers
{
    /// <summary>Where users drop files of events: <c>{stream}/{name}</c>. Every version of a blob here is ingested.</summary>
    public const string Events = "events";

    /// <summary>Accepted events as canonical NDJSON, in blobs that never change: <c>{stream}/...</c>.</summary>
    public const string Segments = "segments";

    /// <summary>Events that came after their window had closed, one blob for each part of a roll-up that met some.</summary>
    public const string LateEvents = "late-events";

    /// <summary>What was computed of the events: <c>{stream}/{incarnation}/{level}/{chunk}</c>.</summary>
    public const string Windows = "windows";

    /// <summary>The settings of the streams: <c>{stream}.json</c>. A stream exists when it has one.</summary>
    public const string Streams = "streams";

    /// <summary>How far the roll-up of each stream is: <c>{stream}.json</c>, and partial results under <c>{stream}/</c>.</summary>
    public const string RollUps = "roll-ups";

    /// <summary>What streams are watched for: <c>{stream}/{monitor}.json</c>.</summary>
    public const string Monitors = "monitors";
}
