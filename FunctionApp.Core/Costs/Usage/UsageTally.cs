namespace FunctionApp.Core.Costs.Usage;

/// <summary>Usage as it adds up. Single counts may come from several threads; adding tallies is for one at a time.</summary>
internal sealed class UsageTally
{
    private static readonly int Kinds = Enum.GetValues<ExecutionKind>().Length;
    private static readonly int Counters = Enum.GetValues<UsageCounter>().Length;

    private readonly long[] _counters = new long[Counters];
    private readonly ExecutionUsage?[] _executions = new ExecutionUsage?[Kinds];

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => !Array.Exists(_counters, count => count != 0) && Array.TrueForAll(_executions, executions => executions is null);

    /// <summary>Counts; from any thread.</summary>
    public void Add(UsageCounter counter, long count) => Interlocked.Add(ref _counters[(int)counter], count);

    /// <summary>What was counted so far.</summary>
    public long this[UsageCounter counter] => Interlocked.Read(ref _counters[(int)counter]);

    /// <summary>Adds an execution.</summary>
    public void Add(ExecutionKind kind, ExecutionUsage executions)
        => _executions[(int)kind] = _executions[(int)kind] is { } known ? known + executions : executions;

    /// <summary>Adds all that another has counted.</summary>
    public void Add(UsageTally other)
    {
        for (var i = 0; i < _counters.Length; i++)
        {
            _counters[i] += Interlocked.Read(ref other._counters[i]);
        }

        for (var i = 0; i < Kinds; i++)
        {
            if (other._executions[i] is { } executions)
            {
                Add((ExecutionKind)i, executions);
            }
        }
    }

    /// <summary>All of it.</summary>
    public UsageTotals ToTotals() => new()
    {
        Requests = Executions(ExecutionKind.Request),
        Activities = Executions(ExecutionKind.Activity),
        Turns = Executions(ExecutionKind.Turn),
        BusyPeriods = Executions(ExecutionKind.BusyPeriod),
        BlobWrites = this[UsageCounter.BlobWrites],
        BlobReads = this[UsageCounter.BlobReads],
        BlobLists = this[UsageCounter.BlobLists],
        BlobDeletes = this[UsageCounter.BlobDeletes],
        BytesWritten = this[UsageCounter.BytesWritten],
        BytesRead = this[UsageCounter.BytesRead],
        CacheRequests = this[UsageCounter.CacheRequests],
        VisionCalls = this[UsageCounter.VisionCalls],
        EgressBytes = this[UsageCounter.EgressBytes],
        Images = this[UsageCounter.Images],
        Events = this[UsageCounter.Events],
    };

    private ExecutionUsage Executions(ExecutionKind kind) => _executions[(int)kind] ?? ExecutionUsage.None;
}
