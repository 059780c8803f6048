namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>A window that is not as expected.</summary>
public sealed record Anomaly
{
    /// <summary>When the window begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What is odd about it.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>What was measured; of a change point the new level.</summary>
    public required double Value { get; init; }

    /// <summary>What was expected; of a change point the level before.</summary>
    public required double Expected { get; init; }

    /// <summary>The lowest value that would have passed.</summary>
    public required double Lower { get; init; }

    /// <summary>The highest value that would have passed.</summary>
    public required double Upper { get; init; }

    /// <summary>The distance from the expected in standard deviations; at most 100.</summary>
    public required double Score { get; init; }

    /// <summary>1 - the probability of so large a distance in normal noise.</summary>
    public required double Confidence { get; init; }

    /// <summary>What the window was compared with.</summary>
    public required AnomalyBaseline Baseline { get; init; }
}
