using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Costs;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class MetricsRoutesTests
{
    [TestMethod]
    public async Task The_summary_tells_what_the_host_has_done_and_how_it_is()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        var summary = await host.Http.GetFromJsonAsync<JsonElement>("/api/metrics/summary");

        var operations = summary.GetProperty("operations").EnumerateArray().ToDictionary(operation => operation.GetProperty("name").GetString()!);
        CollectionAssert.AreEqual(new[] { "requests", "images", "events", "orchestrations", "activities" }, operations.Keys.ToArray());
        Assert.IsGreaterThanOrEqualTo(1, operations["images"].GetProperty("total").GetInt64());
        Assert.IsGreaterThanOrEqualTo(4, operations["activities"].GetProperty("total").GetInt64());
        Assert.IsGreaterThanOrEqualTo(1, operations["requests"].GetProperty("total").GetInt64());
        Assert.IsGreaterThan(0, operations["images"].GetProperty("latency").GetProperty("p95Ms").GetDouble());
        Assert.AreEqual("Healthy", summary.GetProperty("health").GetProperty("status").GetString());
        Assert.AreEqual(0, summary.GetProperty("backlog").GetProperty("waitingActivities").GetInt64());
        Assert.AreEqual("USD", summary.GetProperty("cost").GetProperty("currency").GetString());
    }

    [TestMethod]
    public async Task Costs_say_what_was_used_for_what_and_what_each_platform_would_charge()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        var costs = await CostsAsync(host);

        Assert.HasCount(4, costs.Platforms);
        Assert.IsTrue(costs.Platforms.All(platform => platform.Amount > 0));
        Assert.AreEqual(1, costs.Usage.Images);
        Assert.IsGreaterThanOrEqualTo(5, costs.Usage.Activities.Count);
        Assert.IsGreaterThan(0, costs.Usage.Turns.Count);
        Assert.IsGreaterThan(0, costs.Usage.EgressBytes);
        Assert.IsGreaterThan(manifest.Source.Bytes, costs.Usage.BytesWritten);
        CollectionAssert.IsSubsetOf(
            new[] { "InspectImage", "RenderImage", "AnalyzeImage", "PublishManifest" }, costs.Activities.Select(share => share.Name).ToArray());
        Assert.IsGreaterThan(0, costs.Orchestrations.Single(share => share.Name == "ProcessImage").UnitAmount!.Value);
        Assert.AreEqual("image", costs.Areas.Single(share => share.Name == "images").Unit);
    }

    [TestMethod]
    public async Task Every_finished_image_has_its_cost_in_its_manifest()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var completed = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var rejected = await host.ProcessAsync("no image"u8.ToArray());

        Assert.IsGreaterThan(0m, completed.Cost!.Amount);
        Assert.AreEqual("azure-flex-consumption", completed.Cost.Platform);
        Assert.AreEqual(1 + completed.Renditions.Count, completed.Cost.BlobWrites);
        Assert.AreEqual(completed.Source.Bytes + completed.Renditions.Sum(rendition => rendition.Bytes), completed.Cost.BytesWritten);
        Assert.IsGreaterThan(0m, completed.Cost.GbSeconds);
        Assert.AreEqual(2, rejected.Cost!.Executions);
    }

    [TestMethod]
    public async Task Usage_survives_a_restart()
    {
        using var data = new TemporaryFolder();
        await using (var before = await EmbeddedHost.StartAsync(data.Path))
        {
            await before.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        }

        await using var after = await EmbeddedHost.StartAsync(data.Path);

        Assert.AreEqual(1, (await CostsAsync(after)).Usage.Images);
    }

    [TestMethod]
    public async Task A_stream_has_its_share_and_one_that_does_not_exist_has_none()
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var posted = await host.Http.PostAsync("/api/streams/shop/events", new StringContent("""{"type":"sale","data":{"amount":1}}"""));
        posted.EnsureSuccessStatusCode();
        using var missing = await host.Http.GetAsync("/api/streams/nobody");

        var costs = await CostsAsync(host);

        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.AreEqual("shop", costs.Streams.Single().Name);
        Assert.AreEqual("million events", costs.Areas.Single(share => share.Name == "streams").Unit);
    }

    [TestMethod]
    [DataRow("platform=nowhere")]
    [DataRow("platform=,")]
    [DataRow("from=yesterday")]
    [DataRow("from=2026-02-01&to=2026-01-01")]
    [DataRow("currency=EUR")]
    public async Task A_question_that_makes_no_sense_is_400(string query)
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.GetAsync($"/api/costs?{query}");

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Platforms_can_be_chosen_and_days_without_usage_cost_nothing()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var costs = await CostsAsync(host, "?platform=aws-lambda,azure-consumption&from=2020-01-01&to=2020-01-31");

        CollectionAssert.AreEquivalent(new[] { "aws-lambda", "azure-consumption" }, costs.Platforms.Select(platform => platform.Platform).ToArray());
        Assert.IsTrue(costs.Platforms.All(platform => platform is { Amount: 0, MonthlyAmount: 0 }));
        Assert.AreEqual(new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), costs.To);
    }

    private static async Task<CostComparison> CostsAsync(EmbeddedHost host, string query = "")
        => (await host.Http.GetFromJsonAsync($"/api/costs{query}", CostsJson.Default.CostComparison))!;
}
