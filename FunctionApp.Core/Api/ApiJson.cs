using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace FunctionApp.Core.Api;

/// <summary>How the API's own documents look as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImageAccepted))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchAccepted))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(StreamSettingsRequest))]
[JsonSerializable(typeof(OrchestrationDocument))]
[JsonSerializable(typeof(Page<OrchestrationDocument>))]
[JsonSerializable(typeof(Page<HistoryDocument>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement?))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
