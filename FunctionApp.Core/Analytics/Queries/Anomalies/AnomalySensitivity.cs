using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>How far from the expected a window may be: few alarms, or few misses.</summary>
[JsonConverter(typeof(CamelCaseNames<AnomalySensitivity>))]
public enum AnomalySensitivity
{
    /// <summary>8 standard deviations.</summary>
    Low,

    /// <summary>6 standard deviations.</summary>
    Medium,

    /// <summary>4.5 standard deviations.</summary>
    High,
}
