using System.Text.Json.Serialization;

namespace FunctionApp.Core.Api.Summary;

/// <summary>How the summary looks as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MetricsSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
