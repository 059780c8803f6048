namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What a <see cref="SegmentAggregator"/> counts, and how finely.</summary>
public sealed record SegmentAggregatorOptions
{
    /// <summary>Most event types that are told apart; further ones are counted under <see cref="WindowKey.OtherTypes"/>. Default 50.</summary>
    public int MaxTypes { get; init; } = 50;

    /// <summary>Events before this moment are late: counted as such, and in no window. Null means that no event is.</summary>
    public DateTimeOffset? AcceptFrom { get; init; }

    /// <summary>Takes the late events; null to let them go.</summary>
    public LateLineHandler? OnLate { get; init; }
}
