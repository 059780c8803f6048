using System.Text.Json.Serialization;

namespace FunctionApp.Local.Blobs;

/// <summary>JSON of <see cref="BlobReceipt"/>, one to a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BlobReceipt))]
internal sealed partial class BlobReceiptJson : JsonSerializerContext;
