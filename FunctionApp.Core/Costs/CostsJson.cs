using System.Text.Json.Serialization;
using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs;

/// <summary>How costs look as JSON over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CostComparison))]
[JsonSerializable(typeof(UsageTotals))]
public sealed partial class CostsJson : JsonSerializerContext;
