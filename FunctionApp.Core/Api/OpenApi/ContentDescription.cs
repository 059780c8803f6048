using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>One form of a body.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Type">Its shape; null for bytes and text.</param>
/// <param name="Example">A body as it might be.</param>
internal sealed record ContentDescription(string ContentType, JsonTypeInfo? Type, JsonNode? Example)
{
    /// <summary>A JSON body. The example is a value of the type, so it cannot be wrong.</summary>
    public static ContentDescription Json<T>(JsonTypeInfo<T> type, T example)
        => new("application/json", type, JsonSerializer.SerializeToNode(example, type));
}
