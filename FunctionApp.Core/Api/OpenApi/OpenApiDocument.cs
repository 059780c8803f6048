using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The API as an OpenAPI 3.1 document: made from the operations and the types of their documents, the same on both hosts.</summary>
public static partial class OpenApiDocument
{
    private const string Problem = "application/problem+json";

    /// <summary>What any operation may answer with.</summary>
    private static readonly int[] CommonProblems = [400, 414, 431, 500, 503];

    /// <summary>What the gateway may answer with where not anybody may call.</summary>
    private static readonly int[] GatewayProblems = [401, 403, 429];

    /// <summary>What the gateway may answer with where something is changed: a body that is too large, an idempotency key in use.</summary>
    private static readonly int[] ChangeProblems = [409, 413];

    /// <summary>The document.</summary>
    public static JsonObject Create()
    {
        var schemas = new SchemaCatalog(XmlSummaries.Load(typeof(OpenApiDocument).Assembly));
        var problem = schemas.Of(ApiJson.Default.ProblemDetails);
        var paths = new JsonObject();
        foreach (var operation in ApiOperations.All)
        {
            var path = $"/{operation.Route}";
            paths[path] ??= new JsonObject();
            paths[path]![operation.Method.ToLowerInvariant()] = Describe(operation, ApiDescriptions.Of(operation), schemas, problem);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "FunctionApp",
                ["version"] = "1",
                ["description"] = "Media and event pipelines as durable orchestrations. Errors are problem documents (RFC 9457).",
            },
            ["security"] = new JsonArray(new JsonObject { ["apiKey"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["securitySchemes"] = new JsonObject
                {
                    ["apiKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key" },
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
    }

    private static JsonObject Describe(ApiOperation operation, OperationDescription description, SchemaCatalog schemas, JsonNode problem)
    {
        var document = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["summary"] = description.Summary,
            ["tags"] = new JsonArray(operation.Route.Split('/')[1]),
            ["description"] = Callers(operation),
        };
        if (operation.Access is AccessLevel.Anonymous)
        {
            document["security"] = new JsonArray();
        }

        var inPath = Placeholder().Matches(operation.Route).Select(match => Parameter(new("path", match.Groups["name"].Value, "", Schemas.Text())));
        JsonNode[] parameters = [.. inPath, .. description.Parameters.Select(Parameter)];
        if (parameters.Length > 0)
        {
            document["parameters"] = new JsonArray(parameters);
        }

        if (description.Bodies.Count > 0)
        {
            document["requestBody"] = new JsonObject { ["content"] = Contents(description.Bodies, schemas) };
        }

        document["responses"] = Responses(operation, description, schemas, problem);
        return document;
    }

    private static string Callers(ApiOperation operation)
        => operation.Access is AccessLevel.Anonymous
            ? "For anybody."
            : $"For a {operation.Access.ToString().ToLowerInvariant()}{(operation.AllowsSignature ? ", or anybody with a signed URL" : "")}.";

    private static JsonObject Responses(ApiOperation operation, OperationDescription description, SchemaCatalog schemas, JsonNode problem)
    {
        var responses = new SortedDictionary<int, JsonObject>();
        foreach (var answer in description.Answers)
        {
            responses[answer.Status] = new JsonObject { ["description"] = answer.Meaning };
            if (answer.Contents.Count > 0)
            {
                responses[answer.Status]["content"] = Contents(answer.Contents, schemas);
            }
        }

        var problems = description.ProblemStatuses
            .Concat(CommonProblems)
            .Concat(operation.Access is AccessLevel.Anonymous ? [] : GatewayProblems)
            .Concat(operation.ChangesState ? ChangeProblems : []);
        foreach (var status in problems.Where(status => !responses.ContainsKey(status)).Distinct())
        {
            var reason = ReasonPhrases.GetReasonPhrase(status);
            responses[status] = new JsonObject
            {
                ["description"] = reason,
                ["content"] = new JsonObject
                {
                    [Problem] = new JsonObject
                    {
                        ["schema"] = problem.DeepClone(),
                        ["example"] = JsonSerializer.SerializeToNode(new ProblemDetails { Status = status, Title = reason }, ApiJson.Default.ProblemDetails),
                    },
                },
            };
        }

        return new JsonObject(responses.Select(response => KeyValuePair.Create<string, JsonNode?>($"{response.Key}", response.Value)));
    }

    private static JsonNode Parameter(ParameterDescription parameter)
    {
        var document = new JsonObject { ["name"] = parameter.Name, ["in"] = parameter.In, ["schema"] = parameter.Schema.DeepClone() };
        if (parameter.Meaning.Length > 0)
        {
            document["description"] = parameter.Meaning;
        }

        if (parameter.In == "path")
        {
            document["required"] = true;
        }

        return document;
    }

    private static JsonObject Contents(IEnumerable<ContentDescription> contents, SchemaCatalog schemas)
        => new(contents.Select(content =>
        {
            var document = new JsonObject();
            if (content.Type is not null)
            {
                document["schema"] = schemas.Of(content.Type);
            }

            if (content.Example is not null)
            {
                document["example"] = content.Example.DeepClone();
            }

            return KeyValuePair.Create<string, JsonNode?>(content.ContentType, document);
        }));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
