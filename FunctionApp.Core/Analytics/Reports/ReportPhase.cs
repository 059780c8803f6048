using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What is being done for a report.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportPhase>))]
public enum ReportPhase
{
    /// <summary>Segments are looked up and divided.</summary>
    Planning,

    /// <summary>Shards are read.</summary>
    Aggregating,

    /// <summary>Their results are merged.</summary>
    Merging,

    /// <summary>The answer is written.</summary>
    Publishing,
}
