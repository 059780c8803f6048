using System.Net;
using System.Net.Http.Json;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Gateway;

/// <summary>How much at once, and how large.</summary>
[TestClass]
public sealed class LimitsTests
{
    [TestMethod]
    public async Task When_all_places_are_taken_the_next_request_is_503_and_other_classes_go_on()
    {
        using var inside = new SemaphoreSlim(0);
        var goOn = new TaskCompletionSource();
        await using var app = await GatewayApp.StartAsync(
            http =>
            {
                inside.Release();
                return http.Request.Path == "/api/compute" ? goOn.Task : Task.CompletedTask;
            },
            settings: [new("Gateway:Concurrency:Compute", "2")]);
        var first = app.Http.GetAsync("/api/compute");
        var second = app.Http.GetAsync("/api/compute");
        await inside.WaitAsync();
        await inside.WaitAsync();

        using var third = await app.Http.GetAsync("/api/compute");
        using var read = await app.Http.GetAsync("/api/read");
        goOn.SetResult();
        using var firstAnswer = await first;
        using var secondAnswer = await second;
        using var fourth = await app.Http.GetAsync("/api/compute");

        await ImageRoutesTests.AssertProblemAsync(third, HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual(TimeSpan.FromSeconds(1), third.Headers.RetryAfter?.Delta);
        Assert.AreEqual(HttpStatusCode.OK, read.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, fourth.StatusCode);
    }

    [TestMethod]
    public async Task A_request_may_wait_for_a_place_where_there_is_a_queue()
    {
        var inside = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var app = await GatewayApp.StartAsync(
            _ =>
            {
                inside.TrySetResult();
                return goOn.Task;
            },
            settings: [new("Gateway:Concurrency:Compute", "1"), new("Gateway:Concurrency:QueueLimit", "1")]);
        var first = app.Http.GetAsync("/api/compute");
        await inside.Task;
        var second = app.Http.GetAsync("/api/compute");
        goOn.SetResult();

        using var firstAnswer = await first;
        using var secondAnswer = await second;

        Assert.AreEqual(HttpStatusCode.OK, secondAnswer.StatusCode);
    }

    [TestMethod]
    public async Task A_handler_that_throws_gives_its_place_back()
    {
        await using var app = await GatewayApp.StartAsync(_ => throw new InvalidOperationException(), settings: [new("Gateway:Concurrency:Read", "1")]);

        for (var call = 0; call < 3; call++)
        {
            using var response = await app.Http.GetAsync("/api/read");
            Assert.AreEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        }
    }

    [TestMethod]
    [DataRow(1_024, HttpStatusCode.OK)]
    [DataRow(1_025, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_says_how_long_it_is_is_judged_before_it_is_read(int bytes, HttpStatusCode expected)
    {
        await using var app = await StartReadingAsync();

        using var response = await app.Http.PostAsync("/api/write", new ByteArrayContent(new byte[bytes]));

        Assert.AreEqual(expected, response.StatusCode);
    }

    [TestMethod]
    [DataRow(1_024, HttpStatusCode.OK)]
    [DataRow(1_025, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_does_not_say_how_long_it_is_is_counted(int bytes, HttpStatusCode expected)
    {
        await using var app = await StartReadingAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/write") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = true;

        using var response = await app.Http.SendAsync(request);

        Assert.AreEqual(expected, response.StatusCode);
    }

    [TestMethod]
    public async Task Uploads_are_left_to_the_limits_of_who_reads_them()
    {
        await using var app = await StartReadingAsync();

        using var response = await app.Http.PostAsync("/api/ingest", new ByteArrayContent(new byte[100_000]));

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    [DataRow(256, HttpStatusCode.OK)]
    [DataRow(257, HttpStatusCode.RequestUriTooLong)]
    public async Task A_path_and_query_have_a_longest_length(int length, HttpStatusCode expected)
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, settings: [new("Gateway:Requests:MaxUrlLength", "256")]);

        using var response = await app.Http.GetAsync("/api/read?q=".PadRight(length, 'x'));

        Assert.AreEqual(expected, response.StatusCode);
    }

    [TestMethod]
    [DataRow(15, 200)]
    [DataRow(16, 431)]
    public async Task Header_fields_have_a_most(int headers, int expected)
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, settings: [new("Gateway:Requests:MaxHeaderCount", "17")]);

        var status = await RawRequest.SendAsync(app.Http.BaseAddress!, "/api/read", Enumerable.Range(0, headers).Select(i => $"X-{i}: {i}"));

        // Host and Connection count too.
        Assert.AreEqual(expected, status);
    }

    [TestMethod]
    [DataRow(900, 200)]
    [DataRow(1_100, 431)]
    public async Task Header_fields_have_a_longest_length_together(int length, int expected)
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, settings: [new("Gateway:Requests:MaxHeaderBytes", "1024")]);

        Assert.AreEqual(expected, await RawRequest.SendAsync(app.Http.BaseAddress!, "/api/read", $"X-Long: {new string('x', length)}"));
    }

    [TestMethod]
    [DataRow("/api/images?color=", 5_000, HttpStatusCode.RequestUriTooLong)]
    [DataRow("/api/images?color=", 12_000, HttpStatusCode.RequestUriTooLong)]
    public async Task The_embedded_host_says_what_is_wrong_with_a_long_address(string path, int length, HttpStatusCode expected)
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.GetAsync(path.PadRight(length, 'x'));

        await ImageRoutesTests.AssertProblemAsync(response, expected);
    }

    [TestMethod]
    public async Task A_command_with_an_endless_body_is_413_on_the_embedded_host()
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/images/batches")
        {
            Content = JsonContent.Create(new { prefix = new string('x', 2_000_000) }),
        };
        request.Headers.TransferEncodingChunked = true;

        using var response = await host.Http.SendAsync(request);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    private static Task<GatewayApp> StartReadingAsync() => GatewayApp.StartAsync(
        http => http.Request.Body.CopyToAsync(Stream.Null), settings: [new("Gateway:Requests:MaxBodyBytes", "1024")]);
}
