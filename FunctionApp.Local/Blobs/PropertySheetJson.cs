using System.Text.Json.Serialization;

namespace FunctionApp.Local.Blobs;

/// <summary>JSON of <see cref="PropertySheet"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PropertySheet))]
internal sealed partial class PropertySheetJson : JsonSerializerContext;
