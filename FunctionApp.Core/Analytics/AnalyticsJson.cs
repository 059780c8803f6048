using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics;

/// <summary>How the records of analytics look as JSON: in payloads, in blobs and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamSettings))]
[JsonSerializable(typeof(EventStream))]
[JsonSerializable(typeof(Page<EventStream>))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(RollUpTurn))]
[JsonSerializable(typeof(RollUpTarget))]
[JsonSerializable(typeof(RollUpStep))]
[JsonSerializable(typeof(SilentWindows))]
[JsonSerializable(typeof(RollUpPart))]
[JsonSerializable(typeof(AggregatedPart))]
[JsonSerializable(typeof(RollUpResults))]
[JsonSerializable(typeof(AppliedRollUp))]
[JsonSerializable(typeof(RollUpFailure))]
[JsonSerializable(typeof(CompactedSegments))]
[JsonSerializable(typeof(EventFile))]
[JsonSerializable(typeof(FileShard))]
[JsonSerializable(typeof(ImportPlan))]
[JsonSerializable(typeof(ImportedEvents))]
public sealed partial class AnalyticsJson : JsonSerializerContext;
