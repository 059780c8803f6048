using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>How the roll-up's own bookkeeping looks as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RollUpCursor))]
[JsonSerializable(typeof(SegmentCompaction))]
internal sealed partial class RollUpJson : JsonSerializerContext;
