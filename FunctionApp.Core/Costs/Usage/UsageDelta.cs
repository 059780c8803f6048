namespace FunctionApp.Core.Costs.Usage;

/// <summary>Usage of a while, and whose it was.</summary>
internal sealed class UsageDelta
{
    /// <summary>All of it.</summary>
    public UsageTally Totals { get; } = new();

    /// <summary>By area.</summary>
    public Dictionary<string, UsageTally> Areas { get; } = new(StringComparer.Ordinal);

    /// <summary>By activity.</summary>
    public Dictionary<string, UsageTally> Activities { get; } = new(StringComparer.Ordinal);

    /// <summary>By orchestrator.</summary>
    public Dictionary<string, UsageTally> Orchestrations { get; } = new(StringComparer.Ordinal);

    /// <summary>By stream.</summary>
    public Dictionary<string, UsageTally> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there was none.</summary>
    public bool IsEmpty => Totals.IsEmpty;

    /// <summary>Adds an execution.</summary>
    public void Add(UsageSource source, UsageTally usage)
    {
        Totals.Add(usage);
        Named(Areas, source.Area).Add(usage);
        if (source.Activity is { } activity)
        {
            Named(Activities, activity).Add(usage);
        }

        if (source.Orchestration is { } orchestration)
        {
            Named(Orchestrations, orchestration).Add(usage);
        }

        if (source.Stream is { } stream)
        {
            Named(Streams, stream).Add(usage);
        }
    }

    /// <summary>Counts something that no execution is behind.</summary>
    public void Count(string area, UsageCounter counter, long count)
    {
        Totals.Add(counter, count);
        Named(Areas, area).Add(counter, count);
    }

    private static UsageTally Named(Dictionary<string, UsageTally> tallies, string name)
        => tallies.TryGetValue(name, out var tally) ? tally : tallies[name] = new();
}
