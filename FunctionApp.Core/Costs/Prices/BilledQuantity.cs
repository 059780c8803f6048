using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Prices;

/// <summary>What a charge multiplies its price with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BilledQuantity>))]
public enum BilledQuantity
{
    /// <summary>Executions of the kinds that the charge names.</summary>
    Executions,

    /// <summary>Their time, rounded as the charge says, times the memory of an instance: GB of 1,024 MB times seconds.</summary>
    GigabyteSeconds,

    /// <summary>Their time, rounded as the charge says, times the processors of an instance.</summary>
    ProcessorSeconds,

    /// <summary>Blobs written and pages of lists: the dear class of operations.</summary>
    BlobWrites,

    /// <summary>Blobs, ranges and properties read: the cheap class.</summary>
    BlobReads,

    /// <summary>Data written, kept for a month: GB of 1,000,000,000 bytes. More than is really kept where blobs are replaced or deleted.</summary>
    StoredGigabytes,

    /// <summary>Data sent to callers: GB of 1,000,000,000 bytes.</summary>
    EgressGigabytes,

    /// <summary>Pictures sent to the vision service.</summary>
    VisionCalls,
}
