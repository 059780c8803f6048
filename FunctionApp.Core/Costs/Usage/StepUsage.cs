using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Usage;

/// <summary>What one activity used, small enough to travel in its result: so the sum over an orchestration is durable and exact.</summary>
/// <param name="Microseconds">How long it ran.</param>
/// <param name="BlobWrites">Blobs written.</param>
/// <param name="BlobReads">Blobs and properties read.</param>
/// <param name="BytesWritten">Bytes written to blobs.</param>
/// <param name="BytesRead">Bytes read from blobs.</param>
/// <param name="VisionCalls">Pictures sent to the vision service.</param>
public sealed record StepUsage(
    long Microseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long BlobWrites = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long BlobReads = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long BytesWritten = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long BytesRead = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long VisionCalls = 0)
{
    /// <summary>The same as totals: one run of an activity.</summary>
    public UsageTotals ToTotals() => new()
    {
        Activities = ExecutionUsage.Of(TimeSpan.FromMicroseconds(Microseconds)),
        BlobWrites = BlobWrites,
        BlobReads = BlobReads,
        BytesWritten = BytesWritten,
        BytesRead = BytesRead,
        VisionCalls = VisionCalls,
    };
}
