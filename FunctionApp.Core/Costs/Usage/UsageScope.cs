namespace FunctionApp.Core.Costs.Usage;

/// <summary>One execution while it goes on: whatever is used below it on the call stack is counted as its.</summary>
public sealed class UsageScope
{
    private static readonly AsyncLocal<UsageScope?> Ambient = new();

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private volatile bool _hasEnded;

    internal UsageScope(UsageSource source, TimeProvider time)
    {
        Source = source;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>The execution that is going on; null outside of any.</summary>
    public static UsageScope? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>What it is for.</summary>
    public UsageSource Source { get; private set; }

    /// <summary>Whether nothing more can be counted as its: what it has left behind in the background goes on without it.</summary>
    internal bool HasEnded => _hasEnded;

    internal UsageTally Tally { get; } = new();

    internal TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    /// <summary>What it has used so far.</summary>
    public StepUsage SoFar() => new(
        (long)Elapsed.TotalMicroseconds,
        Tally[UsageCounter.BlobWrites],
        Tally[UsageCounter.BlobReads],
        Tally[UsageCounter.BytesWritten],
        Tally[UsageCounter.BytesRead],
        Tally[UsageCounter.VisionCalls]);

    /// <summary>Counts bytes that were sent to the caller.</summary>
    public void CountEgress(long bytes) => Tally.Add(UsageCounter.EgressBytes, bytes);

    /// <summary>Says that it was about no stream after all.</summary>
    public void ForgetStream() => Source = Source with { Stream = null };

    /// <summary>Counts nothing of what follows until it is disposed of.</summary>
    internal static IDisposable Suppress()
    {
        var suppression = new Suppression(Current);
        Current = new(UsageSource.Unknown, TimeProvider.System);
        return suppression;
    }

    internal void End() => _hasEnded = true;

    private sealed class Suppression(UsageScope? outer) : IDisposable
    {
        public void Dispose() => Current = outer;
    }
}
