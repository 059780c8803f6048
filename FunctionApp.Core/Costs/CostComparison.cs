using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs;

/// <summary>What was used between two days, and what that costs on each platform. All instances together.</summary>
public sealed record CostComparison
{
    /// <summary>The first moment: midnight UTC of the first day asked for.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The last moment: midnight UTC after the last day asked for, or now.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Seconds from the first usage in that time to its end: what a month is projected from.</summary>
    public required double MeasuredSeconds { get; init; }

    /// <summary>Memory of an instance in megabytes, before a platform rounds it.</summary>
    public required int InstanceMemoryMegabytes { get; init; }

    /// <summary>What was used.</summary>
    public required UsageTotals Usage { get; init; }

    /// <summary>The cost on each platform, the cheapest month first.</summary>
    public required IReadOnlyList<PlatformCost> Platforms { get; init; }

    /// <summary>The platform that shares are priced for.</summary>
    public required string SharesPlatform { get; init; }

    /// <summary>What was used for images, for streams and for the rest; the dearest first.</summary>
    public required IReadOnlyList<CostShare> Areas { get; init; }

    /// <summary>What each activity used; the dearest first.</summary>
    public required IReadOnlyList<CostShare> Activities { get; init; }

    /// <summary>What each kind of orchestration used, its activities included; the dearest first.</summary>
    public required IReadOnlyList<CostShare> Orchestrations { get; init; }

    /// <summary>What each stream used; the dearest first.</summary>
    public required IReadOnlyList<CostShare> Streams { get; init; }
}
