using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Support;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>What can be sent, and what happens to what should not have been.</summary>
[TestClass]
public sealed class EventIngestTests
{
    private static EmbeddedHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _host = await EmbeddedHost.StartAsync(settings:
    [
        new("Analytics:Ingest:MaxRequestBytes", "100000"),
        new("Analytics:Ingest:MaxDecompressedBytes", "2000000"),
        new("Analytics:Ingest:MaxListedRejections", "5"),
    ]);

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow("application/x-ndjson", "{\"type\":\"a\"}\n{\"type\":\"b\"}")]
    [DataRow("application/json", "[{\"type\":\"a\"},{\"type\":\"b\"}]")]
    [DataRow("application/json; charset=utf-8", "{\"type\":\"a\"}\n{\"type\":\"b\"}\n")]
    [DataRow("application/cloudevents-batch+json", "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\"},\n{\"type\":\"b\"}]")]
    [DataRow("application/x-www-form-urlencoded", "{\"type\":\"a\"}\n{\"type\":\"b\"}")]
    [DataRow("text/csv", "type,amount\na,1\nb,2")]
    public async Task Two_events_are_accepted_in_any_format_with_gzip_or_without(string contentType, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.AreEqual(2, (await _host.Http.IngestAsync("formats-a", Content(bytes, contentType))).Accepted);
        Assert.AreEqual(2, (await _host.Http.IngestAsync("formats-b", Content(Gzip(bytes), contentType, "gzip"))).Accepted);
        Assert.AreEqual(2, (await _host.Http.IngestAsync("formats-c", Content(Gzip(bytes), contentType))).Accepted);
    }

    [TestMethod]
    public async Task A_single_cloud_event_is_accepted_in_structured_and_in_binary_mode_and_is_the_same()
    {
        var structured = Content("{\n  \"specversion\": \"1.0\",\n  \"id\": \"é 1\",\n  \"source\": \"/s\",\n  \"type\": \"t\",\n  \"data\": {\"x\": 1}\n}", "application/cloudevents+json");
        var binary = Content("{\n\"x\": 1}", "application/json");
        binary.Headers.TryAddWithoutValidation("ce-specversion", "1.0");
        binary.Headers.TryAddWithoutValidation("ce-id", "%C3%A9%201");
        binary.Headers.TryAddWithoutValidation("ce-source", "/s");
        binary.Headers.TryAddWithoutValidation("ce-type", "t");

        Assert.AreEqual(1, (await _host.Http.IngestAsync("modes", structured)).Accepted);
        Assert.AreEqual(1, (await _host.Http.IngestAsync("modes", binary)).Duplicates);
    }

    [TestMethod]
    public async Task Of_many_rejected_lines_all_are_counted_and_the_first_listed()
    {
        var result = await _host.Http.IngestAsync("counts", Enumerable.Repeat("{}", 20).Prepend("{\"type\":\"a\"}"));

        Assert.AreEqual((1, 20), (result.Accepted, result.RejectedCount));
        CollectionAssert.AreEqual(new long[] { 2, 3, 4, 5, 6 }, result.Rejected.Select(line => line.Line).ToList());
    }

    [TestMethod]
    public async Task One_very_long_line_is_rejected_and_its_neighbours_are_not()
    {
        var result = await _host.Http.IngestAsync("long", "{\"type\":\"a\"}", $"{{\"type\":\"{new string('x', 80_000)}\"}}", "{\"type\":\"a\"}");

        Assert.AreEqual((2, 1), (result.Accepted, result.RejectedCount));
        Assert.AreEqual((2L, "It has more than 65,536 bytes."), (result.Rejected[0].Line, result.Rejected[0].Reason));
    }

    public static IEnumerable<(string Name, HttpContent Content, HttpStatusCode Status, string Reason)> Refused() =>
    [
        ("empty", Content(""), HttpStatusCode.BadRequest, "no events"),
        ("blank", Content("\n \n"), HttpStatusCode.BadRequest, "no events"),
        ("an empty array", Content("[]", "application/json"), HttpStatusCode.BadRequest, "no events"),
        ("a header only", Content("type,x\n", "text/csv"), HttpStatusCode.BadRequest, "no events"),
        ("an image", Content("x", "image/png"), HttpStatusCode.UnsupportedMediaType, "no media type of events"),
        ("a form", Content("x", "multipart/form-data; boundary=x"), HttpStatusCode.UnsupportedMediaType, "no media type of events"),
        ("brotli", Content("x"u8.ToArray(), encoding: "br"), HttpStatusCode.UnsupportedMediaType, "'br'"),
        ("a zip archive", Content("PK\x3\x4..."), HttpStatusCode.UnsupportedMediaType, "zip archive"),
        ("no gzip", Content("{\"type\":\"a\"}"u8.ToArray(), encoding: "gzip"), HttpStatusCode.BadRequest, "not gzip"),
        ("truncated gzip", Content(Gzip(Encoding.UTF8.GetBytes(Many))[..^20], encoding: "gzip"), HttpStatusCode.BadRequest, "ends too soon"),
        ("damaged gzip", Content([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF], encoding: "gzip"), HttpStatusCode.BadRequest, "damaged"),
        ("too many bytes", Content(new string(' ', 100_001)), HttpStatusCode.RequestEntityTooLarge, "100,000"),
        ("a bomb", Content(Gzip(new byte[90_000_000]), encoding: "gzip"), HttpStatusCode.RequestEntityTooLarge, "2,000,000"),
        ("a bomb of empty lines", Content(Gzip([.. Enumerable.Repeat((byte)'\n', 90_000_000)]), encoding: "gzip"), HttpStatusCode.RequestEntityTooLarge, "2,000,000"),
    ];

    [TestMethod]
    [DynamicData(nameof(RefusedNames))]
    public async Task What_cannot_be_read_is_refused_as_a_whole_with_the_reason(string name)
    {
        var refused = Refused().Single(entry => entry.Name == name);

        using var response = await _host.Http.PostAsync("/api/streams/refused/events", refused.Content);
        using var stream = await _host.Http.GetAsync("/api/streams/refused");

        Assert.AreEqual(refused.Status, response.StatusCode);
        Assert.Contains(refused.Reason, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!);
        Assert.AreEqual(HttpStatusCode.NotFound, stream.StatusCode, "Nothing of it may be there.");
    }

    public static IEnumerable<string> RefusedNames() => Refused().Select(entry => entry.Name);

    [TestMethod]
    [DataRow("Shop")]
    [DataRow("1shop")]
    [DataRow("-shop")]
    [DataRow("shop.one")]
    [DataRow("a%2Fb")]
    [DataRow("caf%C3%A9")]
    [DataRow("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_name_out_of_rule_is_refused(string name)
    {
        using var response = await _host.Http.PostAsync($"/api/streams/{name}/events", Content(Event()));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [TestMethod]
    public async Task A_stream_is_not_made_of_lines_that_are_all_rejected()
    {
        using var response = await _host.Http.PostAsync("/api/streams/nothing/events", Content("{}\n{}"));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Line 1: 'type' is missing.", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!);
    }

    [TestMethod]
    public async Task Rejected_lines_of_a_stream_that_exists_are_accounted_even_when_there_are_no_others()
    {
        await _host.Http.IngestAsync("accounts", Event("1"));
        await _host.Http.IngestAsync("accounts", "{}", "[]", Event("1"));

        var state = await _host.UntilAsync("accounts", state => state is { Accepted: 1, Rejected: 2, Duplicates: 1 });

        Assert.AreEqual(0, state.Late);
    }

    private static string Many => string.Join('\n', Enumerable.Range(0, 1_000).Select(i => Event($"{i}", amount: i * 1.37)));
}
