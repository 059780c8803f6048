using System.Text.Json.Nodes;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>JSON schemas of parameters.</summary>
internal static class Schemas
{
    public static JsonObject Text(string? pattern = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }

    public static JsonObject Integer(long min, long max, long? byDefault = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };
        if (byDefault is not null)
        {
            schema["default"] = byDefault;
        }

        return schema;
    }

    public static JsonObject Number() => new() { ["type"] = "number" };

    public static JsonObject Boolean() => new() { ["type"] = "boolean", ["default"] = false };

    public static JsonObject Moment() => new() { ["type"] = "string", ["format"] = "date-time" };

    public static JsonObject OneOf<T>()
        where T : struct, Enum
        => OneOf(Enum.GetNames<T>());

    public static JsonObject OneOf(params IEnumerable<string> values)
        => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };
}
