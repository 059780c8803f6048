using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries.Trends;

/// <summary>What growth is measured against.</summary>
[JsonConverter(typeof(CamelCaseNames<TrendBasis>))]
public enum TrendBasis
{
    /// <summary>Events per time: when everything doubles, everything grows.</summary>
    Rate,

    /// <summary>Share of all events: when everything doubles, nothing grows.</summary>
    Share,
}
