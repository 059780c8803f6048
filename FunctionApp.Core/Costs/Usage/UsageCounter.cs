namespace FunctionApp.Core.Costs.Usage;

/// <summary>What is counted besides executions.</summary>
internal enum UsageCounter
{
    BlobWrites,
    BlobReads,
    BlobLists,
    BlobDeletes,
    BytesWritten,
    BytesRead,
    CacheRequests,
    VisionCalls,
    EgressBytes,
    Images,
    Events,
}
