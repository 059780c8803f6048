namespace FunctionApp.Core.Images.Catalog;

/// <summary>What it took to make the image's renditions and manifest, and what that costs. Serving them is not in it.</summary>
/// <param name="Platform">The platform that it is priced for: <c>Costs:Platform</c>.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Amount">Cost, a month of keeping what was stored included, before free grants and as if nothing else shared the instance.</param>
/// <param name="Executions">The upload, and runs of activities.</param>
/// <param name="GbSeconds">Memory of an instance times the time that activities took, as the platform rounds both.</param>
/// <param name="BlobWrites">Blobs written.</param>
/// <param name="BlobReads">Blobs and properties read.</param>
/// <param name="BytesWritten">Bytes written to blobs.</param>
/// <param name="BytesRead">Bytes read from blobs.</param>
/// <param name="VisionCalls">Pictures sent to the vision service.</param>
public sealed record ImageCost(
    string Platform,
    string Currency,
    decimal Amount,
    long Executions,
    decimal GbSeconds,
    long BlobWrites,
    long BlobReads,
    long BytesWritten,
    long BytesRead,
    long VisionCalls);
