using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>What is odd about a window.</summary>
[JsonConverter(typeof(CamelCaseNames<AnomalyKind>))]
public enum AnomalyKind
{
    /// <summary>Far above what was expected.</summary>
    Spike,

    /// <summary>Far below what was expected.</summary>
    Dip,

    /// <summary>The first window of a lasting new level.</summary>
    ChangePoint,
}
