using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Which events a report is about, by one of their fields. Every condition that is set must hold.</summary>
public sealed record ReportFilter
{
    /// <summary>Path of the field, such as <c>type</c> or <c>data.amount</c>. An event without it is left out.</summary>
    public string Field { get; init; } = "";

    /// <summary>The field is this text; numbers and truth values are compared as they are spelled.</summary>
    [JsonPropertyName("equals")]
    public string? EqualTo { get; init; }

    /// <summary>The field is one of these texts.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>The field is a number of at least this.</summary>
    public double? Min { get; init; }

    /// <summary>The field is a number of at most this.</summary>
    public double? Max { get; init; }
}
