using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics;

/// <summary>How the records of analytics look as JSON: in payloads, in blobs and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamSettings))]
[JsonSerializable(typeof(EventStream))]
[JsonSerializable(typeof(Page<EventStream>))]
public sealed partial class AnalyticsJson : JsonSerializerContext;
