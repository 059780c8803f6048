using System.Net;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Images.Labels;

[TestClass]
public sealed class VisionClientTests : IAsyncDisposable
{
    private static readonly byte[] Picture = [1, 2, 3, 4];

    private readonly ManualTimeProvider _clock = new();
    private VisionServer _server = null!;
    private ServiceProvider? _services;

    private VisionClient Client => Services().GetRequiredService<VisionClient>();

    private CircuitStatus Circuit => Services().GetRequiredService<CircuitRegistry>().Get(VisionClient.CircuitName).Status;

    [TestInitialize]
    public async Task StartAsync() => _server = await VisionServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [TestMethod]
    public async Task What_the_service_sees_comes_back()
    {
        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual(LabelsStatus.Available, detection.Status);
        CollectionAssert.AreEqual(new ImageLabel[] { new("mountain", 0.98), new("sky", 0.91), new("boat", 0.12) }, detection.Labels!.Labels.ToList());
        Assert.AreEqual("a mountain under a clear sky", detection.Labels.Caption);
        Assert.AreEqual("SUMMIT\n2,962 m", detection.Labels.Text);
        Assert.AreEqual(1, detection.Labels.People);
    }

    [TestMethod]
    public async Task The_request_is_as_documented()
    {
        HttpRequest? request = null;
        _server.OnRequest = (http, _) =>
        {
            request = http.Request;
            Assert.AreEqual("POST /computervision/imageanalysis:analyze", $"{http.Request.Method} {http.Request.Path}");
            Assert.AreEqual("application/octet-stream", http.Request.ContentType);
            Assert.AreEqual("the-key", http.Request.Headers["Ocp-Apim-Subscription-Key"].Single());
            var query = QueryHelpers.ParseQuery(http.Request.QueryString.Value);
            Assert.AreEqual("2024-02-01", query["api-version"].Single());
            Assert.AreEqual("tags,caption,people,read", query["features"].Single());
            Assert.AreEqual("en", query["language"].Single());
            return VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        };
        Services(("Features:0", "Read"), ("Features:1", "tags"), ("Features:2", "People"), ("Features:3", "Caption"), ("Features:4", "Read"));

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.IsNotNull(request);
        Assert.AreEqual(LabelsStatus.Available, detection.Status);
        CollectionAssert.AreEqual(Picture, _server.LastBody);
    }

    [TestMethod]
    public async Task When_the_service_asks_for_patience_it_gets_no_request_until_then()
    {
        _server.OnRequest = (http, _) =>
        {
            http.Response.Headers.RetryAfter = "17";
            return VisionServer.AnswerAsync(http, HttpStatusCode.TooManyRequests);
        };

        var first = await PassTimeAsync(Client.AnalyzeAsync(Picture, CancellationToken.None));
        var second = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual(1, _server.Requests);
        Assert.AreEqual(LabelsStatus.Unavailable, first.Status);
        Assert.IsGreaterThanOrEqualTo(Circuit.OpenUntil!.Value, second.Postponed!.Until);
        Assert.AreEqual(TimeSpan.FromSeconds(17), Circuit.OpenUntil - Circuit.ChangedAt);
    }

    [TestMethod]
    public async Task Failures_that_pass_are_overcome_at_once()
    {
        _server.OnRequest = (http, number) => number <= 2
            ? VisionServer.AnswerAsync(http, HttpStatusCode.InternalServerError)
            : VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);

        var detection = await PassTimeAsync(Client.AnalyzeAsync(Picture, CancellationToken.None));

        Assert.AreEqual(LabelsStatus.Available, detection.Status);
        Assert.AreEqual(3, _server.Requests);
    }

    [TestMethod]
    public async Task Failures_that_do_not_pass_break_the_circuit_and_then_nothing_is_sent()
    {
        _server.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.BadGateway);

        var detections = new List<LabelDetection>();
        for (var picture = 0; picture < 10; picture++)
        {
            detections.Add(await PassTimeAsync(Client.AnalyzeAsync(Picture, CancellationToken.None)));
        }

        Assert.IsTrue(detections.All(detection => detection is { Status: LabelsStatus.Unavailable, Postponed: not null }));
        Assert.AreEqual(CircuitState.Open, Circuit.State);
        Assert.AreEqual(4, _server.Requests);
    }

    [TestMethod]
    public async Task A_request_that_hangs_is_given_up()
    {
        var arrived = new TaskCompletionSource();
        _server.OnRequest = async (http, _) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        };
        Services(("MaxRetries", "0"));

        var asking = Client.AnalyzeAsync(Picture, CancellationToken.None);
        await arrived.Task;
        _clock.Advance(TimeSpan.FromHours(1));
        var detection = await asking;

        Assert.AreEqual("The service did not answer in time.", detection.Postponed!.Reason);
        Assert.AreEqual(1, _server.Requests);
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("{", DisplayName = "half a document")]
    [DataRow("<html>oops</html>", DisplayName = "a page")]
    [DataRow("null", DisplayName = "null")]
    [DataRow("[]", DisplayName = "a list")]
    [DataRow("""{"tagsResult": "many"}""", DisplayName = "text for an object")]
    [DataRow("""{"tagsResult": {"values": {"name": "x"}}}""", DisplayName = "an object for a list")]
    [DataRow("""{"tagsResult": {"values": [{"name": 5, "confidence": 0.5}]}}""", DisplayName = "a number for a name")]
    [DataRow("""{"tagsResult": {"values": [{"name": "x", "confidence": "high"}]}}""", DisplayName = "a word for a number")]
    public async Task What_is_no_analysis_is_a_failure_of_the_service(string body)
    {
        _server.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, body);
        Services(("MaxRetries", "0"));

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual("The service answered with what is no analysis.", detection.Postponed!.Reason);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("""{"tagsResult": null, "readResult": {"blocks": []}}""")]
    [DataRow("""{"tagsResult": {"values": null}, "readResult": {"blocks": [{"lines": null}, {"lines": [{"text": null}]}]}}""")]
    [DataRow("""{"tagsResult": {"values": [{"name": null, "confidence": 1}, {"name": " ", "confidence": 1}]}, "new": {"field": 1}}""")]
    public async Task An_analysis_may_find_nothing(string body)
    {
        _server.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, body);

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual(LabelsStatus.Available, detection.Status);
        Assert.IsEmpty(detection.Labels!.Labels);
        Assert.IsNull(detection.Labels.Text);
    }

    [TestMethod]
    public async Task A_connection_that_breaks_is_a_failure_of_the_service()
    {
        _server.OnRequest = (http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        Services(("MaxRetries", "0"));

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.StartsWith("The service could not be reached.", detection.Postponed!.Reason);
    }

    [TestMethod]
    public async Task An_answer_without_end_is_not_read_to_the_end()
    {
        _server.OnRequest = async (http, _) =>
        {
            var chunk = new byte[100_000];
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        };
        Services(("MaxRetries", "0"));

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual(LabelsStatus.Unavailable, detection.Status);
        Assert.IsNotNull(detection.Postponed);
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(413)]
    [DataRow(415)]
    [DataRow(422)]
    public async Task An_image_that_the_service_does_not_take_is_not_sent_again(int status)
    {
        const string error = """{"error": {"code": "InvalidRequest", "message": "The image is too abstract."}}""";
        _server.OnRequest = (http, _) => VisionServer.AnswerAsync(http, (HttpStatusCode)status, error);

        var detection = await Client.AnalyzeAsync(Picture, CancellationToken.None);

        Assert.AreEqual(LabelsStatus.Refused, detection.Status);
        Assert.AreEqual($"The service answered {status} (InvalidRequest): The image is too abstract.", detection.Reason);
        Assert.AreEqual(1, _server.Requests);
    }

    [TestMethod]
    [DataRow(401, "")]
    [DataRow(403, "<html>")]
    [DataRow(404, """{"error": {"code": 404}}""")]
    [DataRow(301, "")]
    public async Task A_fault_of_the_configuration_does_not_break_the_circuit_and_can_be_mended(int status, string body)
    {
        _server.OnRequest = (http, _) => VisionServer.AnswerAsync(http, (HttpStatusCode)status, body);

        var detections = new List<LabelDetection>();
        for (var picture = 0; picture < 10; picture++)
        {
            detections.Add(await Client.AnalyzeAsync(Picture, CancellationToken.None));
        }

        Assert.IsTrue(detections.All(detection => detection.Postponed!.Reason.Contains($"{status}")));
        Assert.AreEqual(CircuitState.Closed, Circuit.State);
        Assert.AreEqual(10, _server.Requests);
    }

    [TestMethod]
    public async Task A_caller_who_gives_up_is_heeded_at_once()
    {
        var arrived = new TaskCompletionSource();
        _server.OnRequest = async (http, _) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        };
        using var caller = new CancellationTokenSource();

        var asking = Client.AnalyzeAsync(Picture, caller.Token);
        await arrived.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => asking);
    }

    [TestMethod]
    [DataRow("https://name.cognitiveservices.azure.com", "00:00:10", true)]
    [DataRow("http://127.0.0.1:5000", "00:00:10", true)]
    [DataRow("http://name.cognitiveservices.azure.com", "00:00:10", false)]
    [DataRow("ftp://127.0.0.1", "00:00:10", false)]
    [DataRow("name.cognitiveservices.azure.com", "00:00:10", false)]
    [DataRow("https://name.cognitiveservices.azure.com", "00:10:00", false)]
    public void Options_that_cannot_work_are_found_at_start(string endpoint, string timeout, bool isValid)
    {
        var options = new LabelOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute), Timeout = TimeSpan.Parse(timeout, null) };

        Assert.AreEqual(isValid, options.Error is null, options.Error);
    }

    /// <summary>Lets retry delays pass as soon as they are begun; requests have an hour.</summary>
    private async Task<T> PassTimeAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
        }

        return await task;
    }

    private ServiceProvider Services(params IEnumerable<(string Name, string Value)> settings)
    {
        if (_services is not null)
        {
            return _services;
        }

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                .. settings.Select(setting => KeyValuePair.Create($"Images:Labels:{setting.Name}", (string?)setting.Value)),
                new("Images:Labels:Endpoint", _server.Endpoint),
                new("Images:Labels:Key", "the-key"),
                new("Images:Labels:Timeout", "01:00:00"),
                new("Images:Labels:Deadline", "01:00:00"),
                new("Circuits:MinimumThroughput", "4"),
                new("Circuits:StoreTimeout", "00:01:00"),
            ])
            .Build();
        return _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IBlobStore, MemoryBlobStore>()
            .AddCircuits(configuration)
            .AddVipsImageEngine()
            .AddImages(configuration)
            .BuildServiceProvider();
    }
}
