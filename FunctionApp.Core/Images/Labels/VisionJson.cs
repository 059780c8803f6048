using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images.Labels;

/// <summary>How the vision service's answers look as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VisionAnalysis))]
[JsonSerializable(typeof(VisionError))]
internal sealed partial class VisionJson : JsonSerializerContext;
