using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What a report is to tell. What is not given is as the stream's settings have it.</summary>
public sealed record ReportQuestion
{
    /// <summary>The most fields to group by.</summary>
    public const int MaxGroupFields = 3;

    /// <summary>The most filters.</summary>
    public const int MaxFilters = 10;

    /// <summary>The most texts in one <see cref="ReportFilter.In"/>.</summary>
    public const int MaxChoices = 1_000;

    private const int DefaultTop = 10;

    /// <summary>Events from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Length of the intervals (UTC) that have rows of their own, 1 s or longer; null for one over the whole time.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan? Interval { get; init; }

    /// <summary>Paths of fields whose different values have rows of their own; at most three.</summary>
    public IReadOnlyList<string> GroupBy { get; init => field = value ?? []; } = [];

    /// <summary>Which events count; all of them must let an event through.</summary>
    public IReadOnlyList<ReportFilter> Filters { get; init => field = value ?? []; } = [];

    /// <summary>Path of the number to sum up.</summary>
    public string? Value { get; init; }

    /// <summary>Path of the field whose distinct values are counted.</summary>
    public string? Unique { get; init; }

    /// <summary>Paths of the fields whose most frequent values are told.</summary>
    public IReadOnlyList<string>? TopK { get; init; }

    /// <summary>How many most frequent values, 1 to 100. Default 10.</summary>
    public int? Top { get; init; }

    /// <summary>Why this is no question; null when it is one.</summary>
    public string? Error()
    {
        if (HasNulls())
        {
            return "Lists have no nulls in them, and every filter has a field.";
        }

        if (From is null || To is null || From >= To)
        {
            return "'from' and 'to' are moments in ISO 8601, the first before the second.";
        }

        if (Interval < TimeSpan.FromSeconds(1))
        {
            return "'interval' is 1s or longer.";
        }

        if (GroupBy.Count > MaxGroupFields)
        {
            return $"'groupBy' has at most {MaxGroupFields} paths.";
        }

        if (Top is < 1 or > 100)
        {
            return "'top' is a whole number from 1 to 100.";
        }

        if (Filters.Count > MaxFilters || Filters.Any(filter => filter is not { EqualTo: not null } and not { In.Count: > 0 and <= MaxChoices } and not { Min: not null } and not { Max: not null }))
        {
            return $"'filters' has at most {MaxFilters} of {{\"field\": path}} with 'equals', 'in', 'min' or 'max'.";
        }

        return new StreamSettings { Value = Value, Unique = Unique, TopK = TopK ?? [] }.Error()
            ?? GroupBy.Concat(Filters.Select(filter => filter.Field)).Select(path => new StreamSettings { Value = path }.Error()).FirstOrDefault(error => error is not null);
    }

    /// <summary>The question with what it leaves open taken from the stream's settings.</summary>
    public ReportQuestion With(StreamSettings settings) => this with
    {
        Value = Value ?? settings.Value,
        Unique = Unique ?? settings.Unique,
        TopK = TopK ?? settings.TopK,
        Top = Top ?? DefaultTop,
    };

    /// <summary>JSON can say null where the types cannot.</summary>
    private bool HasNulls()
        => GroupBy.Contains(null!)
            || Filters.Any(filter => filter?.Field is null || filter.In?.Contains(null!) == true)
            || TopK?.Contains(null!) == true;
}
