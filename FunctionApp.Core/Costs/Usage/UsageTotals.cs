namespace FunctionApp.Core.Costs.Usage;

/// <summary>What was used of everything that some platform charges for.</summary>
public sealed record UsageTotals
{
    /// <summary>Nothing.</summary>
    public static UsageTotals None { get; } = new();

    /// <summary>HTTP requests that were answered, and triggers that ran.</summary>
    public ExecutionUsage Requests { get; init => field = value ?? ExecutionUsage.None; } = ExecutionUsage.None;

    /// <summary>Runs of activities, retries included.</summary>
    public ExecutionUsage Activities { get; init => field = value ?? ExecutionUsage.None; } = ExecutionUsage.None;

    /// <summary>Turns of orchestrators: an orchestrator runs anew, for a moment, whenever something it waits for has happened.</summary>
    public ExecutionUsage Turns { get; init => field = value ?? ExecutionUsage.None; } = ExecutionUsage.None;

    /// <summary>Periods during which an instance was executing anything: what overlaps is counted once. Only totals have them.</summary>
    public ExecutionUsage BusyPeriods { get; init => field = value ?? ExecutionUsage.None; } = ExecutionUsage.None;

    /// <summary>Blobs written.</summary>
    public long BlobWrites { get; init; }

    /// <summary>Blobs, ranges and properties read.</summary>
    public long BlobReads { get; init; }

    /// <summary>Pages of lists of blobs.</summary>
    public long BlobLists { get; init; }

    /// <summary>Blobs deleted.</summary>
    public long BlobDeletes { get; init; }

    /// <summary>Bytes written to blobs.</summary>
    public long BytesWritten { get; init; }

    /// <summary>Bytes read from blobs.</summary>
    public long BytesRead { get; init; }

    /// <summary>Look-ups in the cache.</summary>
    public long CacheRequests { get; init; }

    /// <summary>Pictures sent to the vision service, retries included.</summary>
    public long VisionCalls { get; init; }

    /// <summary>Bytes of bodies that callers were sent.</summary>
    public long EgressBytes { get; init; }

    /// <summary>Images that were completed, rejected or failed.</summary>
    public long Images { get; init; }

    /// <summary>Events that were accepted.</summary>
    public long Events { get; init; }

    /// <summary>Both together.</summary>
    public static UsageTotals operator +(UsageTotals left, UsageTotals right) => new()
    {
        Requests = left.Requests + right.Requests,
        Activities = left.Activities + right.Activities,
        Turns = left.Turns + right.Turns,
        BusyPeriods = left.BusyPeriods + right.BusyPeriods,
        BlobWrites = left.BlobWrites + right.BlobWrites,
        BlobReads = left.BlobReads + right.BlobReads,
        BlobLists = left.BlobLists + right.BlobLists,
        BlobDeletes = left.BlobDeletes + right.BlobDeletes,
        BytesWritten = left.BytesWritten + right.BytesWritten,
        BytesRead = left.BytesRead + right.BytesRead,
        CacheRequests = left.CacheRequests + right.CacheRequests,
        VisionCalls = left.VisionCalls + right.VisionCalls,
        EgressBytes = left.EgressBytes + right.EgressBytes,
        Images = left.Images + right.Images,
        Events = left.Events + right.Events,
    };
}
