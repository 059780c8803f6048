using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>A number that a window has.</summary>
[JsonConverter(typeof(CamelCaseNames<StreamMetric>))]
public enum StreamMetric
{
    /// <summary>Events.</summary>
    Count,

    /// <summary>Distinct values of the stream's unique field, about.</summary>
    Uniques,

    /// <summary>Sum of the values.</summary>
    Sum,

    /// <summary>Mean of the values.</summary>
    Mean,

    /// <summary>Median of the values, about.</summary>
    P50,

    /// <summary>95th percentile of the values, about.</summary>
    P95,

    /// <summary>99th percentile of the values, about.</summary>
    P99,
}
