using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionApp.Core.Api;
using FunctionApp.Core.Api.OpenApi;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Documentation;

[TestClass]
public sealed class OpenApiTests
{
    private const string File = "docs/openapi.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };
    private static readonly JsonNode Document = OpenApiDocument.Create();

    [TestMethod]
    public void Every_operation_is_described_and_nothing_else()
        => CollectionAssert.AreEquivalent(ApiOperations.All.Select(operation => operation.Name).ToList(), ApiDescriptions.Names.ToList());

    [TestMethod]
    public void Every_JSON_body_and_answer_has_a_schema_and_an_example()
    {
        foreach (var (name, content) in Operations().SelectMany(operation => Contents(operation.Value).Select(content => (operation.Key, content))))
        {
            // Lines of JSON are no JSON document.
            if (content.Key.EndsWith("json", StringComparison.Ordinal) && content.Key != "application/x-ndjson" && name != "GetOpenApi")
            {
                Assert.IsNotNull(content.Value!["schema"], name);
                Assert.IsNotNull(content.Value["example"], name);
            }
        }
    }

    [TestMethod]
    public void Every_operation_has_a_good_answer_and_says_what_can_go_wrong()
    {
        foreach (var (name, operation) in Operations())
        {
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToList();

            Assert.IsTrue(statuses.Exists(status => status[0] == '2'), name);
            CollectionAssert.IsSubsetOf(new[] { "400", "500" }, statuses, name);
        }
    }

    [TestMethod]
    public void Every_property_of_every_document_says_what_it_is()
    {
        var silent = Document["components"]!["schemas"]!.AsObject()
            .Where(schema => schema.Key != "ProblemDetails")
            .SelectMany(schema => schema.Value!["properties"]?.AsObject().Select(property => (Schema: schema.Key, Property: property)) ?? [])
            .Where(entry => entry.Property.Value!["description"] is null)
            .Select(entry => $"{entry.Schema}.{entry.Property.Key}");

        Assert.AreEqual("", string.Join(", ", silent));
    }

    [TestMethod]
    public void Every_reference_leads_to_a_schema()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();
        var references = Document.ToJsonString().Split("\"$ref\":\"#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);

        foreach (var reference in references)
        {
            Assert.IsTrue(schemas.ContainsKey(reference), reference);
        }
    }

    [TestMethod]
    public async Task The_embedded_host_serves_it()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var served = JsonNode.Parse(await host.Http.GetStringAsync("/api/openapi.json"));

        Assert.IsTrue(JsonNode.DeepEquals(Document, served));
    }

    /// <summary>Kept in the repository so that clients are generated, and changes reviewed, without running anything.</summary>
    [TestMethod]
    public async Task The_file_in_the_repository_is_the_document()
    {
        var path = Repository.File(File);
        var expected = Document.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            await System.IO.File.WriteAllTextAsync(path, expected);
        }

        Assert.AreEqual(expected, await System.IO.File.ReadAllTextAsync(path), $"UPDATE_README=1 ./test --filter OpenApiTests rewrites {File}.");
    }

    private static IEnumerable<KeyValuePair<string, JsonNode>> Operations() => Document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject())
        .Select(operation => KeyValuePair.Create(operation.Value!["operationId"]!.GetValue<string>(), operation.Value!));

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Contents(JsonNode operation)
        => operation["responses"]!.AsObject().Select(response => response.Value)
            .Append(operation["requestBody"])
            .SelectMany(part => part?["content"]?.AsObject() ?? []);
}
