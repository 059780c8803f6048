using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;
using FunctionApp.Core.Api.OpenApi;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>More than any document could hold, given by the browser in the host's place.</summary>
[TestClass]
public sealed class LongListsTests
{
    private const int Images = 10_000;
    private const int Orchestrations = 100_000;
    private const int Events = 1_000;
    private const int MostRows = 150;

    /// <summary>The page that is asked for every other second.</summary>
    private const int FirstPage = 100;

    private static readonly Dictionary<string, JsonNode> Examples = new(StringComparer.Ordinal)
    {
        ["ImageManifest"] = ExampleOf("/api/images/{imageId}"),
        ["OrchestrationDocument"] = ExampleOf("/api/orchestrations/{instanceId}"),
    };

    [TestMethod]
    public async Task Ten_thousand_images_are_browsed_with_a_few_in_the_document()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await RouteListAsync(visit, "images", Images, pageSize: 2_500, index => Example("ImageManifest", manifest =>
        {
            manifest["imageId"] = index.ToString("x32", CultureInfo.InvariantCulture);
            manifest["source"]!["name"] = $"image {index}";
            manifest["renditions"] = new JsonArray();
        }));
        await visit.OpenAsync("images");

        await ScrollToTheEndAsync(visit, visit.Page.GetByText($"image {Images - 1}", new() { Exact = true }));

        Assert.IsLessThanOrEqualTo(MostRows, await visit.Page.GetByRole(AriaRole.List, new() { Name = "Images" }).GetByRole(AriaRole.Listitem).CountAsync());
    }

    [TestMethod]
    public async Task A_hundred_thousand_orchestrations_are_browsed_with_a_few_in_the_document()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await RouteListAsync(visit, "orchestrations", Orchestrations, pageSize: 25_000, index => Instance($"instance-{index}"));
        await visit.OpenAsync("orchestrations");

        await ScrollToTheEndAsync(visit, visit.Page.GetByText($"instance-{Orchestrations - 1}", new() { Exact = true }));

        var table = visit.Page.GetByRole(AriaRole.Table, new() { Name = "Orchestrations" });
        Assert.IsLessThanOrEqualTo(MostRows, await table.GetByRole(AriaRole.Row).CountAsync());
        Assert.AreEqual($"{Orchestrations + 1}", await table.GetAttributeAsync("aria-rowcount"));
    }

    [TestMethod]
    public async Task A_long_history_is_drawn_with_its_fan_out_in_one_line()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.Page.RouteAsync("**/api/orchestrations/long", route => FulfillAsync(route, Instance("long")));
        await visit.Page.RouteAsync("**/api/orchestrations/long/history", route => FulfillAsync(route, new JsonObject { ["items"] = LongHistory.Of(Events) }));
        await visit.OpenAsync("orchestrations/long");

        await visit.Page.GetByText("History, 1,000 events").ClickAsync();

        Assert.IsLessThanOrEqualTo(MostRows, await visit.Page.GetByRole(AriaRole.Table, new() { Name = "History" }).GetByRole(AriaRole.Row).CountAsync());
        Assert.IsLessThanOrEqualTo(10, await visit.Page.Locator(".timeline .span-row").CountAsync());
    }

    /// <summary>Scrolls on as pages come, until the last item is there.</summary>
    private static async Task ScrollToTheEndAsync(Visit visit, ILocator last)
    {
        await visit.Page.EvaluateAsync("window.goDown = setInterval(() => scrollTo(0, document.documentElement.scrollHeight), 50)");
        await last.WaitForAsync();
        await visit.Page.EvaluateAsync("clearInterval(window.goDown)");
    }

    private static async Task RouteListAsync(Visit visit, string list, int count, int pageSize, Func<int, JsonNode> item)
        => await visit.Page.RouteAsync($"**/api/{list}?**", route =>
        {
            var from = int.Parse(HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["continuation"] ?? "0", CultureInfo.InvariantCulture);
            var next = Math.Min(count, from == 0 ? FirstPage : from + pageSize);
            var page = new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(from, next - from).Select(item)]) };
            if (next < count)
            {
                page["continuation"] = $"{next}";
            }

            return FulfillAsync(route, page);
        });

    private static Task FulfillAsync(IRoute route, JsonNode answer) => route.FulfillAsync(new() { ContentType = "application/json", Body = answer.ToJsonString() });

    private static JsonNode Instance(string id) => Example("OrchestrationDocument", instance =>
    {
        instance["instanceId"] = id;
        instance["input"] = instance["output"] = null;
    });

    /// <summary>The document's own example of an answer, changed a little.</summary>
    private static JsonNode Example(string schema, Action<JsonNode> change)
    {
        var example = Examples[schema].DeepClone();
        change(example);
        return example;
    }

    private static JsonNode ExampleOf(string path)
        => OpenApiDocument.Create()["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!;
}
