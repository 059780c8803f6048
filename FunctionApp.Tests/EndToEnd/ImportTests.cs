using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Resilience.Outbound;
using FunctionApp.Tests.Support;
using FunctionApp.Tests.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>Images fetched from a web that does not always do its part.</summary>
[TestClass]
public sealed class ImportTests
{
    private readonly ManualTimeProvider _clock = new();

    [TestMethod]
    public async Task Of_every_URL_the_report_tells_what_became_of_it()
    {
        var busy = 0;
        await using var server = await LoopbackServer.StartAsync(http => http.Request.Path.Value switch
        {
            "/album/cat.jpg" => SendAsync(http, TestImages.Photo(320, 240, seed: 1)),
            "/same.jpg" => SendAsync(http, TestImages.Photo(320, 240, seed: 1)),
            "/moved.jpg" => RedirectAsync(http, "/dog.jpg"),
            "/dog.jpg" => SendAsync(http, TestImages.Photo(320, 240, seed: 2)),
            "/busy.jpg" when Interlocked.Increment(ref busy) < 3 => StatusAsync(http, 503),
            "/busy.jpg" => SendAsync(http, TestImages.Photo(320, 240, seed: 3)),
            "/cut.jpg" => SendAsync(http, TestImages.Photo(320, 240, seed: 4)[..400]),
            "/page.html" => SendAsync(http, Encoding.UTF8.GetBytes("<html>")),
            "/large.jpg" => SendAsync(http, new byte[2_000_001]),
            "/inside.jpg" => RedirectAsync(http, "http://169.254.169.254/latest/meta-data/"),
            "/down.jpg" => StatusAsync(http, 500),
            _ => StatusAsync(http, 404),
        });
        await using var host = await StartAsync(new("Images:Limits:MaxUploadBytes", "2000000"), new("Images:BatchWindow", "3"));
        string[] paths =
        [
            "/album/cat.jpg", "/moved.jpg", "/busy.jpg", "/cut.jpg", "/page.html", "/large.jpg", "/inside.jpg", "/down.jpg", "/none.jpg", "/same.jpg",
        ];

        var report = await ImportAsync(host, [.. paths.Select(path => server.At(path).AbsoluteUri)]);

        CollectionAssert.AreEqual(paths, report.Outcomes.Select(outcome => new Uri(outcome.Url).AbsolutePath).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                ImportResult.Completed, ImportResult.Completed, ImportResult.Completed, ImportResult.Rejected, ImportResult.Failed,
                ImportResult.Failed, ImportResult.Failed, ImportResult.Failed, ImportResult.Failed, ImportResult.Skipped,
            },
            report.Outcomes.Select(outcome => outcome.Result).ToArray());
        Assert.Contains("no image", report.Outcomes[4].Reason!);
        Assert.Contains("2,000,000 bytes", report.Outcomes[5].Reason!);
        Assert.Contains("link-local", report.Outcomes[6].Reason!);
        Assert.Contains("500", report.Outcomes[7].Reason!);
        Assert.Contains("404", report.Outcomes[8].Reason!);
        Assert.AreEqual(report.Outcomes[0].ImageId, report.Outcomes[9].ImageId);
        Assert.AreEqual(new ImportProgress { Total = 10, Completed = 3, Rejected = 1, Failed = 5, Skipped = 1 }, report.Progress);
        Assert.AreEqual("cat.jpg", (await host.ManifestAsync(report.Outcomes[0].ImageId!)).Source.Name);
        Assert.AreEqual("dog.jpg", (await host.ManifestAsync(report.Outcomes[1].ImageId!)).Source.Name);
    }

    [TestMethod]
    public async Task A_server_that_asks_for_time_gets_it()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = "300";
            return Interlocked.Increment(ref requests) == 1 ? StatusAsync(http, 429) : SendAsync(http, TestImages.Photo(320, 240, seed: 1));
        });
        await using var host = await StartAsync();
        var before = _clock.GetUtcNow();

        var report = await ImportAsync(host, [server.At("/cat.jpg").AbsoluteUri]);

        Assert.AreEqual(1, report.Progress.Completed);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromMinutes(5), _clock.GetUtcNow() - before);
    }

    [TestMethod]
    public async Task A_name_that_leads_inside_gives_no_image_and_is_not_tried_again()
    {
        var resolver = ScriptedResolver.Always("192.168.1.1");
        await using var host = await EmbeddedHost.StartAsync(configure: services => services.AddSingleton<IHostResolver>(resolver));

        var report = await ImportAsync(host, ["https://photos.example/cat.jpg"]);

        Assert.Contains("private", report.Outcomes[0].Reason!);
        Assert.AreEqual(1, resolver.Questions);
    }

    [TestMethod]
    public async Task The_progress_is_the_custom_status_and_the_end_is_told_to_the_webhook()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var server = await LoopbackServer.StartAsync(http => SendAsync(http, TestImages.Photo(320, 240, seed: 1)));
        await using var host = await StartAsync(new KeyValuePair<string, string?>("Webhooks:SigningSecrets:0", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        using var accepted = await host.Http.PostAsJsonAsync(
            "/api/images/import", new { urls = new[] { server.At("/cat.jpg").AbsoluteUri }, webhook = receiver.Url, presets = new[] { "thumb" } });
        var body = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        var instance = await host.EndAfterTimersAsync(body.GetProperty("instanceId").GetString()!, _clock);
        await DurableTime.UntilAsync(() => Task.FromResult(receiver.Received.Count > 0));

        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.AreEqual(body.GetProperty("statusUrl").GetString(), accepted.Headers.Location?.OriginalString);
        Assert.AreEqual("""{"total":1,"completed":1,"rejected":0,"failed":0,"skipped":0}""", instance.SerializedCustomStatus);
        Assert.AreEqual(ImageEvents.ImportCompleted, receiver.Received[0].Event.GetProperty("type").GetString());
        Assert.AreEqual(1, receiver.Received[0].Event.GetProperty("data").GetProperty("completed").GetInt32());
    }

    [TestMethod]
    [DataRow("""{"urls":["https://photos.example/a.jpg","http://127.0.0.1/b.jpg"]}""", "URL 2")]
    [DataRow("""{"urls":["http://[::ffff:10.0.0.1]/"]}""", "must not be called")]
    [DataRow("""{"urls":["https://photos.example/a.jpg", null]}""", "URL 2")]
    [DataRow("""{"urls":["https://photos.example/a.jpg"],"presets":["poster"]}""", "poster")]
    [DataRow("""{"urls":["https://photos.example/a.jpg"],"webhook":"http://localhost/"}""", "no secret")]
    [DataRow("""{"urls":["https://photos.example/1.jpg","https://photos.example/2.jpg","https://photos.example/3.jpg"]}""", "at most 2")]
    [DataRow("""{"urls":[]}""", "Send")]
    [DataRow("""{"urls":"https://photos.example/a.jpg"}""", "Send")]
    [DataRow("""{}""", "Send")]
    [DataRow("""null""", "Send")]
    [DataRow("""[]""", "Send")]
    [DataRow("not JSON", "Send")]
    [DataRow("", "Send")]
    public async Task An_import_that_makes_no_sense_is_400_and_nothing_is_fetched(string json, string reason)
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Images:Import:MaxUrls", "2")]);

        using var response = await host.Http.PostAsync("/api/images/import", new StringContent(json, Encoding.UTF8, "application/json"));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync());
        Assert.IsEmpty((await host.Orchestrations.ListAsync(new())).Items);
    }

    private static Task SendAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task RedirectAsync(HttpContext http, string location)
    {
        http.Response.Redirect(location);
        return Task.CompletedTask;
    }

    private async Task<ImportReport> ImportAsync(EmbeddedHost host, string[] urls)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/images/import", new { urls });
        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        var instance = await host.EndAfterTimersAsync(accepted.GetProperty("instanceId").GetString()!, _clock);
        Assert.AreEqual(OrchestrationStatus.Completed, instance.RuntimeStatus, instance.FailureDetails?.ErrorMessage);
        return instance.ReadOutput(ImagesJson.Default.ImportReport)!;
    }

    private Task<EmbeddedHost> StartAsync(params KeyValuePair<string, string?>[] settings) => EmbeddedHost.StartAsync(
        configure: services => services.AddSingleton<TimeProvider>(_clock),
        settings: [new("Outbound:AllowedNetworks:0", "127.0.0.1/32"), .. settings]);
}
