using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>How a monitor looks as it is stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MonitorRecord))]
internal sealed partial class MonitorRecordJson : JsonSerializerContext;
