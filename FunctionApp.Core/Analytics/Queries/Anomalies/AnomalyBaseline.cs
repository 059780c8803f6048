using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>What a window was compared with.</summary>
[JsonConverter(typeof(CamelCaseNames<AnomalyBaseline>))]
public enum AnomalyBaseline
{
    /// <summary>Nothing: there is too little history.</summary>
    None,

    /// <summary>The windows just before it.</summary>
    Rolling,

    /// <summary>The same hour of the days before it, at the level of the windows just before it.</summary>
    HourOfDay,

    /// <summary>The same hour of the weeks before it, at the level of the windows just before it.</summary>
    HourOfWeek,
}
