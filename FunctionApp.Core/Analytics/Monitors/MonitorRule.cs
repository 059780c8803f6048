using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>When a stream needs somebody's attention: a metric of its windows is out of bounds, or not as expected.</summary>
/// <remarks>What has a default can be set: the JSON generator would forget the defaults of init-only properties beside a required one.</remarks>
public sealed record MonitorRule
{
    /// <summary>The most windows in a row that a rule may wait for.</summary>
    public const int MaxWindows = 1_000;

    private static readonly TimeSpan LongestEscalation = TimeSpan.FromDays(7);

    /// <summary>What is watched, in every window of the stream.</summary>
    public required StreamMetric Metric { get; init; }

    /// <summary>A value above this is out of bounds; null for no such bound.</summary>
    public double? Above { get; init; }

    /// <summary>A value below this is out of bounds; null for no such bound.</summary>
    public double? Below { get; init; }

    /// <summary>How far from the expected is out of bounds; null to go by fixed bounds.</summary>
    public AnomalySensitivity? Anomaly { get; init; }

    /// <summary>Only events of this type; null means all.</summary>
    public string? Type { get; init; }

    /// <summary>How many windows in a row must be out of bounds. Default 1.</summary>
    public int Windows { get; set; } = 1;

    /// <summary>How long an alert waits for somebody before it is escalated. Default 15 minutes.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan EscalateAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Why the rule makes no sense; null when it does.</summary>
    public string? Error()
    {
        if (!Enum.IsDefined(Metric) || (Anomaly is { } sensitivity && !Enum.IsDefined(sensitivity)))
        {
            return $"'metric' is one of {string.Join(", ", Enum.GetNames<StreamMetric>())}, and 'anomaly' one of {string.Join(", ", Enum.GetNames<AnomalySensitivity>())}.";
        }

        if (Anomaly is null == (Above is null && Below is null))
        {
            return "A monitor has 'above', 'below' or both; or else 'anomaly'.";
        }

        if (Above < Below)
        {
            return "'above' is at least 'below': otherwise every value is out of bounds.";
        }

        if (Windows is < 1 or > MaxWindows)
        {
            return $"'windows' is from 1 to {MaxWindows}.";
        }

        return EscalateAfter > LongestEscalation ? $"'escalateAfter' is at most {Duration.Format(LongestEscalation)}." : null;
    }
}
