using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Prices;

/// <summary>How price sheets look as JSON. What a sheet should not have is an error in it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PriceSheet))]
internal sealed partial class PriceSheetJson : JsonSerializerContext;
