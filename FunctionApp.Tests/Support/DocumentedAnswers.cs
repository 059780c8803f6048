using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionApp.Core.Api;
using FunctionApp.Core.Api.OpenApi;
using FunctionApp.Core.Gateway;

namespace FunctionApp.Tests.Support;

/// <summary>Holds every answer that any test gets against the OpenAPI document: its status, its content type, and the properties of its JSON.</summary>
internal sealed partial class DocumentedAnswers() : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly JsonNode Document = OpenApiDocument.Create();

    /// <summary>Each route as a pattern; what is spelled out comes before what is a placeholder.</summary>
    private static readonly (Regex Path, ApiOperation Operation)[] Operations =
    [
        .. ApiOperations.All
            .OrderBy(operation => operation.Route.Count(character => character == '{'))
            .Select(operation => (PathOf(operation.Route), operation)),
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var operation = Operations
            .FirstOrDefault(entry => entry.Operation.Method == request.Method.Method && entry.Path.IsMatch(request.RequestUri!.AbsolutePath)).Operation;

        // A request that means another host reaches no operation.
        if (operation is not null && request.Headers.Host is null)
        {
            await CheckAsync(operation, response, cancellationToken);
        }

        return response;
    }

    private static async Task CheckAsync(ApiOperation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var what = $"{operation.Name} answered {(int)response.StatusCode}";
        var described = Document["paths"]![$"/{operation.Route}"]![operation.Method.ToLowerInvariant()]!["responses"]![$"{(int)response.StatusCode}"];
        Assert.IsNotNull(described, $"{what}, which the OpenAPI document does not know.");

        if (described["content"] is not JsonObject contents)
        {
            return;
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        var content = contents.FirstOrDefault(entry => Matches(entry.Key, type)).Value;
        Assert.IsNotNull(content, $"{what} as '{type}', which the OpenAPI document does not know.");

        if (content["schema"] is { } schema && type!.EndsWith("json", StringComparison.Ordinal))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            CheckProperties(what, schema, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)).RootElement);
        }
    }

    private static Regex PathOf(string route) => new(
        $"^/{Placeholder().Replace(Regex.Escape(route), "[^/]+")}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static bool Matches(string described, string? actual)
        => described == actual || (described.EndsWith("/*", StringComparison.Ordinal) && actual?.StartsWith(described[..^1], StringComparison.Ordinal) is true);

    private static void CheckProperties(string what, JsonNode schema, JsonElement value)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = Document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        }

        if (value.ValueKind is JsonValueKind.Array && schema["items"] is { } items)
        {
            foreach (var item in value.EnumerateArray())
            {
                CheckProperties(what, items, item);
            }
        }

        if (value.ValueKind is not JsonValueKind.Object || schema["properties"] is not JsonObject properties)
        {
            return;
        }

        foreach (var name in schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [])
        {
            Assert.IsTrue(value.TryGetProperty(name, out _), $"{what} without the property '{name}'.");
        }

        foreach (var property in value.EnumerateObject())
        {
            if (properties[property.Name] is { } known)
            {
                CheckProperties($"{what}, {property.Name}", known, property.Value);
            }
            else
            {
                Assert.IsTrue(schema["additionalProperties"] is not null, $"{what} with the property '{property.Name}', which the OpenAPI document does not know.");
            }
        }
    }

    /// <summary>A placeholder of a route, escaped.</summary>
    [GeneratedRegex(@"\\\{\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
