using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>How monitors and alerts look as JSON: in payloads, in blobs and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MonitorRule))]
[JsonSerializable(typeof(StreamMonitor))]
[JsonSerializable(typeof(Page<StreamMonitor>))]
[JsonSerializable(typeof(MonitorEvaluation))]
[JsonSerializable(typeof(MonitorVerdict))]
[JsonSerializable(typeof(AlertJob))]
[JsonSerializable(typeof(AlertStatus))]
[JsonSerializable(typeof(AlertResolution))]
[JsonSerializable(typeof(Page<AlertStatus>))]
[JsonSerializable(typeof(Acknowledgement))]
public sealed partial class MonitorsJson : JsonSerializerContext;
