using System.Text.Json.Serialization;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>What the engine itself writes as JSON. Users' payloads are written with their own options.</summary>
[JsonSerializable(typeof(FailureDetails))]
internal sealed partial class DurableJsonContext : JsonSerializerContext;
