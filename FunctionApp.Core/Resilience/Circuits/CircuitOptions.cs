using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>When circuits break, and for how long. Bound from <c>Circuits</c>.</summary>
public sealed record CircuitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Circuits";

    /// <summary>Share of calls that must fail for a circuit to break. Default 0.5.</summary>
    [Range(0.01, 1)]
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Calls within the sampling duration below which the share says nothing. Default 10.</summary>
    [Range(2, 100_000)]
    public int MinimumThroughput { get; init; } = 10;

    /// <summary>How far back calls count. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan SamplingDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first break; each further one is twice as long until a circuit holds. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest break, also when a service asks for more. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxBreakDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the one call that tries a broken service may take before another may try. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TrialTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How old a process's knowledge of a circuit may be before a call looks what the others did. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest a call waits for the blob store to tell or take the shared state; after that the process decides by itself. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the blob store is left alone after it failed. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StoreBypassPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Orchestrations per second that a process wakes after a break; the others sleep on, one after the other. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public double WakeRate { get; init; } = 2_000;

    /// <summary>Changes of state that are kept of each circuit. Default 50.</summary>
    [Range(1, 1_000)]
    public int MaxTransitions { get; init; } = 50;

    /// <summary>How long a break is.</summary>
    /// <param name="breaks">Breaks in a row, this one included; from 1.</param>
    /// <param name="retryAfter">How long the service asks to be left alone.</param>
    internal TimeSpan BreakAfter(int breaks, TimeSpan? retryAfter)
    {
        // What the service asks for is enough the first time: it knows best.
        var grown = breaks == 1 && retryAfter is not null
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Math.Min(BreakDuration.TotalSeconds * Math.Pow(2, breaks - 1), MaxBreakDuration.TotalSeconds));
        var asked = retryAfter ?? TimeSpan.Zero;
        return asked > MaxBreakDuration ? MaxBreakDuration : asked > grown ? asked : grown;
    }
}
