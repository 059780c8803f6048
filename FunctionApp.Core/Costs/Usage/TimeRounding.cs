using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Usage;

/// <summary>How a platform rounds the time of one execution.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeRounding>))]
public enum TimeRounding
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Up to a millisecond.</summary>
    Millisecond,

    /// <summary>Up to a millisecond, and at least 100.</summary>
    AtLeastHundredMilliseconds,

    /// <summary>Up to a multiple of 100 ms.</summary>
    HundredMilliseconds,

    /// <summary>Up to a multiple of 100 ms, and at least 1,000.</summary>
    AtLeastSecond,
}
