using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The schemas of every document, each under its type's name, with the summaries that the code has.</summary>
internal sealed class SchemaCatalog(XmlSummaries summaries)
{
    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    /// <summary>What has been referred to so far, by name.</summary>
    public JsonObject Components => new(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));

    /// <summary>The schema of a type: a reference for a document, the schema itself for anything simpler.</summary>
    public JsonNode Of(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
        {
            return Export(type);
        }

        var name = NameOf(type.Type);
        if (!_schemas.ContainsKey(name))
        {
            // Entered first, for a type that holds itself.
            _schemas[name] = new JsonObject();
            _schemas[name] = Export(type);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{string.Concat(type.GetGenericArguments().Select(NameOf))}{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}"
        : type.Name;

    private JsonNode Export(JsonTypeInfo type) => type.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var isRoot = context.Path.IsEmpty;
        var node = !isRoot && context.TypeInfo.Kind is JsonTypeInfoKind.Object ? (JsonObject)Of(context.TypeInfo) : schema as JsonObject ?? [];

        // What is null is left out, never written.
        if (node["type"] is JsonArray types)
        {
            var named = types.Select(item => item!.GetValue<string>()).Where(item => item != "null").ToList();
            node["type"] = named.Count == 1 ? named[0] : new JsonArray([.. named.Select(item => (JsonNode)item)]);
        }

        if (context.TypeInfo.Kind is JsonTypeInfoKind.Object && isRoot)
        {
            var required = context.TypeInfo.Properties
                .Where(property => property is { IsGetNullable: false, IsExtensionData: false, Get: not null })
                .Select(property => (JsonNode)property.Name);
            node["required"] = new JsonArray([.. required]);
            if (context.TypeInfo.Properties.Any(property => property.IsExtensionData))
            {
                node["additionalProperties"] = true;
            }
        }

        if (context.PropertyInfo?.AttributeProvider is PropertyInfo member && summaries.Of(member) is { } summary)
        {
            node["description"] = summary;
        }

        return node;
    }
}
