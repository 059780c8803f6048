using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Records;

/// <summary>How the record of a day looks in the blob store: zeros are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DayUsage))]
internal sealed partial class DayUsageJson : JsonSerializerContext;
