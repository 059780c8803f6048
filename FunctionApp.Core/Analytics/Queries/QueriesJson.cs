using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Queries.Answers;
using FunctionApp.Core.Analytics.Queries.Live;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>How answers look as JSON: over HTTP and in the cache.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TopAnswer))]
[JsonSerializable(typeof(TrendsAnswer))]
[JsonSerializable(typeof(UniquesAnswer))]
[JsonSerializable(typeof(PercentilesAnswer))]
[JsonSerializable(typeof(AnomaliesAnswer))]
[JsonSerializable(typeof(SessionsAnswer))]
[JsonSerializable(typeof(WindowRow))]
[JsonSerializable(typeof(SketchErrors))]
[JsonSerializable(typeof(LiveFrame))]
[JsonSerializable(typeof(byte[]))]
internal sealed partial class QueriesJson : JsonSerializerContext;
