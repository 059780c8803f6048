using System.Text.Json.Serialization;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>How circuits look as JSON: in the blob store, in payloads and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CircuitStatus))]
[JsonSerializable(typeof(Page<CircuitStatus>))]
[JsonSerializable(typeof(Postponement))]
public sealed partial class CircuitJson : JsonSerializerContext;
