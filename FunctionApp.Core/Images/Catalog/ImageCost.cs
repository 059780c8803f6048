using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Costs.Usage;

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
    long VisionCalls)
{
    /// <summary>The cost of an image.</summary>
    /// <param name="source">What was uploaded: one request, and the original that it wrote.</param>
    /// <param name="steps">What the activities used. Publishing the manifest, which has to hold the sum, is not among them.</param>
    /// <param name="options">The platform, and the memory of an instance.</param>
    internal static ImageCost Of(ImageSource source, IReadOnlyList<StepUsage> steps, CostOptions options)
    {
        var upload = new UsageTotals { Requests = new(1, ExecutionTime.Zero), BlobWrites = 1, BytesWritten = source.Bytes };
        var usage = steps.Aggregate(upload, (sum, step) => sum + step.ToTotals());
        var sheet = PriceSheets.Find(options.Platform)!;
        return new(
            sheet.Platform,
            sheet.Currency,
            CostFormulas.PriceAlone(sheet, usage, options.InstanceMemoryMegabytes),
            usage.Requests.Count + usage.Activities.Count,
            CostFormulas.GigabyteSecondsAlone(sheet, usage, options.InstanceMemoryMegabytes),
            usage.BlobWrites,
            usage.BlobReads,
            usage.BytesWritten,
            usage.BytesRead,
            usage.VisionCalls);
    }
}
