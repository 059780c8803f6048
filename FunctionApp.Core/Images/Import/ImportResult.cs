using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images.Import;

/// <summary>What became of one URL of an import.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportResult>))]
public enum ImportResult
{
    /// <summary>Fetched and processed.</summary>
    Completed,

    /// <summary>Fetched; the image was rejected.</summary>
    Rejected,

    /// <summary>Not fetched, or not processed through a fault of ours.</summary>
    Failed,

    /// <summary>Fetched; the image was there already.</summary>
    Skipped,
}
