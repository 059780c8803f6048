using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Resilience.Outbound;
using FunctionApp.Tests.Support;
using FunctionApp.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>Events on their way to receivers that are up, down, slow or gone.</summary>
[TestClass]
public sealed class WebhookTests
{
    private const string Secret = "whsec_c3Vic2NyaXB0aW9uLXNlY3JldC1udW1iZXItb25l";
    private const string NextSecret = "whsec_c3Vic2NyaXB0aW9uLXNlY3JldC1udW1iZXItdHdv";
    private const string RequestSecret = "whsec_c2VjcmV0LWZvci11cmxzLWluLXJlcXVlc3Rz";

    private readonly ManualTimeProvider _clock = new();

    [TestMethod]
    public async Task A_receiver_that_fails_for_a_while_gets_the_event_and_every_attempt_has_the_same_id_and_valid_signatures()
    {
        await using var receiver = await RecordingReceiver.StartAsync((number, http) => number switch
        {
            1 => RecordingReceiver.Status(500)(number, http),
            2 => RecordingReceiver.Status(404)(number, http),
            3 => AbortAsync(http),
            4 => RecordingReceiver.Status(302)(number, http),
            _ => Task.CompletedTask,
        });
        await using var host = await StartAsync(receiver.Url);

        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1), "cat.jpg");
        var delivery = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Delivered, delivery.Status);
        Assert.AreEqual("billing", delivery.Subscription);
        Assert.HasCount(5, receiver.Received);
        CollectionAssert.AreEqual(new int?[] { 500, 404, null, 302, 200 }, delivery.Attempts.Select(attempt => attempt.StatusCode).ToArray());
        Assert.HasCount(1, receiver.Received.Select(received => received.Id).ToHashSet());
        Assert.HasCount(1, receiver.Received.Select(received => received.Body).ToHashSet());
        Assert.IsTrue(receiver.Received.All(received => received.IsSignedWith(Secret) && received.IsSignedWith(NextSecret)));
        Assert.IsTrue(receiver.Received.Zip(delivery.Attempts).All(pair => pair.First.SentAt == Seconds(pair.Second.At)));

        var happened = receiver.Received[0];
        Assert.AreEqual("application/cloudevents+json; charset=utf-8", happened.ContentType);
        Assert.AreEqual("1.0", happened.Event.GetProperty("specversion").GetString());
        Assert.AreEqual(ImageEvents.Completed, happened.Event.GetProperty("type").GetString());
        Assert.AreEqual(happened.Id, happened.Event.GetProperty("id").GetString());
        Assert.AreEqual(manifest.ImageId, happened.Event.GetProperty("subject").GetString());
        Assert.AreEqual(manifest.ImageId, happened.Event.GetProperty("data").GetProperty("imageId").GetString());
        Assert.AreEqual("cat.jpg", happened.Event.GetProperty("data").GetProperty("name").GetString());
    }

    [TestMethod]
    public async Task A_receiver_that_never_takes_it_is_given_up_after_a_day_and_gets_it_when_an_operator_says_so()
    {
        await using var receiver = await RecordingReceiver.StartAsync(RecordingReceiver.Status(503));
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var given = await FinishAsync(host);
        receiver.Answer = (_, _) => Task.CompletedTask;
        using var accepted = await host.Http.PostAsync($"/api/webhooks/deliveries/{given.DeliveryId}/redeliver", content: null);
        var redelivered = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Failed, given.Status);
        Assert.Contains("24 h", given.Reason!);
        Assert.IsGreaterThan(24, given.AttemptCount);
        Assert.IsGreaterThan(TimeSpan.FromHours(22), given.Attempts[^1].At - given.CreatedAt);
        Assert.IsLessThanOrEqualTo(TimeSpan.FromHours(24), given.Attempts[^1].At - given.CreatedAt);
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.AreEqual(DeliveryStatus.Delivered, redelivered.Status);
        Assert.AreEqual(given.AttemptCount + 1, redelivered.AttemptCount);
        Assert.HasCount(1, receiver.Received.Select(received => received.Id).ToHashSet());
    }

    [TestMethod]
    public async Task Redelivering_what_waits_for_its_next_attempt_attempts_it_at_once()
    {
        await using var receiver = await RecordingReceiver.StartAsync((number, http) => RecordingReceiver.Status(number == 1 ? 500 : 204)(number, http));
        await using var host = await StartAsync(receiver.Url);
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var delivery = (await ListAsync(host)).Single();
        await host.AsleepAsync(DeliveryId.InstanceId(delivery.DeliveryId));
        var before = _clock.GetUtcNow();

        using var accepted = await host.Http.PostAsync($"/api/webhooks/deliveries/{delivery.DeliveryId}/redeliver", content: null);
        await host.Orchestrations.WaitForCompletionAsync(DeliveryId.InstanceId(delivery.DeliveryId));

        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.AreEqual(DeliveryStatus.Delivered, (await GetAsync(host, delivery.DeliveryId)).Status);
        Assert.AreEqual(before, _clock.GetUtcNow());
    }

    [TestMethod]
    public async Task A_receiver_that_is_gone_is_not_asked_again()
    {
        await using var receiver = await RecordingReceiver.StartAsync(RecordingReceiver.Status(410));
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var delivery = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Failed, delivery.Status);
        Assert.Contains("410", delivery.Reason!);
        Assert.HasCount(1, receiver.Received);
    }

    [TestMethod]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        await using var receiver = await RecordingReceiver.StartAsync((number, http) =>
        {
            http.Response.Headers.RetryAfter = number == 1 ? "7200" : default;
            return RecordingReceiver.Status(number == 1 ? 429 : 200)(number, http);
        });
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var delivery = await FinishAsync(host);

        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromHours(2), delivery.Attempts[1].At - delivery.Attempts[0].At);
    }

    [TestMethod]
    public async Task A_receiver_that_hangs_is_left_and_asked_again()
    {
        var asked = new TaskCompletionSource();
        await using var receiver = await RecordingReceiver.StartAsync((number, http) =>
        {
            asked.TrySetResult();
            return number == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted) : Task.CompletedTask;
        });
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        await asked.Task;
        _clock.Advance(TimeSpan.FromSeconds(15));
        var delivery = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Delivered, delivery.Status);
        Assert.Contains("too long", delivery.Attempts[0].Error!);
        Assert.AreEqual(15_000, delivery.Attempts[0].DurationMs);
    }

    [TestMethod]
    public async Task A_receiver_whose_host_is_left_alone_is_not_asked_and_gets_the_event_when_the_circuit_is_closed()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);
        var circuit = host.App.Services.GetRequiredService<CircuitRegistry>().Get("host-127.0.0.1");
        await circuit.IsolateAsync("Maintenance.", by: "test");
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var delivery = (await ListAsync(host)).Single();
        await host.AsleepAsync(DeliveryId.InstanceId(delivery.DeliveryId));
        var waiting = await GetAsync(host, delivery.DeliveryId);
        var asked = receiver.Received.Count;

        await circuit.ResetAsync("Done.", by: "test");
        var delivered = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Pending, waiting.Status);
        Assert.AreEqual(0, waiting.AttemptCount);
        Assert.AreEqual(0, asked);
        Assert.AreEqual(DeliveryStatus.Delivered, delivered.Status);
        Assert.HasCount(1, receiver.Received);
    }

    [TestMethod]
    public async Task A_receiver_whose_name_leads_inside_is_refused_and_not_tried_again()
    {
        await using var host = await StartAsync(
            "http://receiver.example/", services => services.AddSingleton<IHostResolver>(ScriptedResolver.Always("10.0.0.7")));

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var delivery = await FinishAsync(host);

        Assert.AreEqual(DeliveryStatus.Failed, delivery.Status);
        Assert.Contains("private", delivery.Reason!);
        Assert.AreEqual(1, delivery.AttemptCount);
    }

    [TestMethod]
    public async Task A_long_answer_is_kept_in_part()
    {
        await using var receiver = await RecordingReceiver.StartAsync(async (_, http) =>
        {
            await http.Response.Body.WriteAsync("first line\nsecond\0"u8.ToArray());
            await http.Response.Body.WriteAsync(new byte[100_000]);
        });
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var response = (await FinishAsync(host)).Attempts.Single().Response!;

        Assert.StartsWith("first line second", response);
        Assert.IsLessThanOrEqualTo(1_024, response.Length);
    }

    [TestMethod]
    public async Task An_upload_names_its_own_receiver()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(subscription: null);

        var imageId = await UploadAsync(host, TestImages.Photo(320, 240, seed: 1), $"{receiver.Url}?token=hush");
        var delivery = await FinishAsync(host);

        var happened = receiver.Received.Single();
        Assert.AreEqual(DeliveryStatus.Delivered, delivery.Status);
        Assert.IsNull(delivery.Subscription);
        Assert.AreEqual("?token=hush", happened.Query);
        Assert.IsTrue(happened.IsSignedWith(RequestSecret));
        Assert.IsFalse(happened.IsSignedWith(Secret));
        Assert.AreEqual(imageId, happened.Event.GetProperty("subject").GetString());
    }

    [TestMethod]
    public async Task A_receiver_that_is_named_for_an_image_known_before_is_told_and_nobody_else_again()
    {
        await using var subscriber = await RecordingReceiver.StartAsync();
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(subscriber.Url);
        var photo = TestImages.Photo(320, 240, seed: 1);
        await host.ProcessAsync(photo);
        await FinishAsync(host);

        await UploadAsync(host, photo, receiver.Url, HttpStatusCode.OK);
        await FinishAsync(host);

        Assert.HasCount(1, subscriber.Received);
        Assert.AreEqual(ImageEvents.Completed, receiver.Received.Single().Event.GetProperty("type").GetString());
    }

    [TestMethod]
    public async Task A_receiver_that_is_named_for_an_image_in_work_is_told_when_it_is_finished_and_nobody_else_twice()
    {
        await using var subscriber = await RecordingReceiver.StartAsync();
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var vision = await VisionServer.StartAsync();
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        vision.OnRequest = async (http, _) =>
        {
            asked.TrySetResult();
            await goOn.Task;
            await VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        };
        await using var host = await StartAsync(subscriber.Url, vision: vision.Endpoint);
        var photo = TestImages.Photo(320, 240, seed: 1);
        var first = host.ProcessAsync(photo);
        await asked.Task;

        var second = UploadAsync(host, photo, receiver.Url, HttpStatusCode.OK);
        await OrchestrationHost.UntilAsync(async () => (await host.Orchestrations.GetHistoryAsync((await ProcessingAsync(host)).InstanceId))!
            .Any(entry => entry.Type == HistoryEventType.EventRaised));
        goOn.SetResult();
        await Task.WhenAll(first, second);
        await FinishAsync(host);

        Assert.HasCount(1, subscriber.Received);
        Assert.AreEqual(ImageEvents.Completed, receiver.Received.Single().Event.GetProperty("type").GetString());
    }

    [TestMethod]
    public async Task A_rejected_image_is_told_as_such()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);

        await host.ProcessAsync("no image"u8.ToArray());
        await FinishAsync(host);

        var happened = receiver.Received.Single().Event;
        Assert.AreEqual(ImageEvents.Rejected, happened.GetProperty("type").GetString());
        Assert.AreEqual(nameof(ImageStatus.Rejected), happened.GetProperty("data").GetProperty("status").GetString());
        Assert.IsNotNull(happened.GetProperty("data").GetProperty("reason").GetString());
    }

    [TestMethod]
    public async Task A_batch_tells_its_receiver_when_it_is_through()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(subscription: null, services => services.Configure<Local.Blobs.BlobTriggerOptions>(trigger => trigger.Enabled = false));
        Directory.CreateDirectory(Path.Combine(host.DataFolder, "blobs", "uploads"));
        await File.WriteAllBytesAsync(Path.Combine(host.DataFolder, "blobs", "uploads", "a.jpg"), TestImages.Photo(320, 240, seed: 1));

        using var accepted = await host.Http.PostAsJsonAsync("/api/images/batches", new { prefix = "", webhook = receiver.Url });
        var instanceId = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instanceId").GetString()!;
        await host.Orchestrations.WaitForCompletionAsync(instanceId);
        await FinishAsync(host);

        var happened = receiver.Received.Single().Event;
        Assert.AreEqual(ImageEvents.BatchCompleted, happened.GetProperty("type").GetString());
        Assert.AreEqual(instanceId, happened.GetProperty("subject").GetString());
        Assert.AreEqual(1, happened.GetProperty("data").GetProperty("completed").GetInt32());
    }

    [TestMethod]
    [DataRow("http://127.0.0.2/", "must not be called")]
    [DataRow("http://169.254.169.254/", "must not be called")]
    [DataRow("file:///etc/passwd", "http or https")]
    [DataRow("receiver", "absolute URL")]
    [DataRow("", "empty")]
    public async Task A_webhook_that_must_not_be_called_is_400_and_nothing_is_accepted(string url, string reason)
    {
        await using var host = await StartAsync(subscription: null);

        using var upload = await host.Http.PostAsync(
            $"/api/images?webhook={Uri.EscapeDataString(url)}", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));
        using var batch = await host.Http.PostAsJsonAsync("/api/images/batches", new { prefix = "", webhook = url });

        await ImageRoutesTests.AssertProblemAsync(upload, HttpStatusCode.BadRequest);
        await ImageRoutesTests.AssertProblemAsync(batch, HttpStatusCode.BadRequest);
        Assert.Contains(reason, await upload.Content.ReadAsStringAsync());
        Assert.IsEmpty((await host.Orchestrations.ListAsync(new())).Items);
    }

    [TestMethod]
    public async Task Without_a_secret_to_sign_with_a_request_cannot_name_a_webhook()
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.PostAsync(
            "/api/images?webhook=https%3A%2F%2Freceiver.example%2F", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task No_secret_and_no_URL_is_in_any_history_log_line_or_answer()
    {
        using var logs = new CapturedLogs();
        await using var receiver = await RecordingReceiver.StartAsync((number, http) => RecordingReceiver.Status(number < 3 ? 500 : 200)(number, http));
        await using var host = await StartAsync($"{receiver.Url}?token=subscribed-hush", services => services
            .AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)));

        await UploadAsync(host, TestImages.Photo(320, 240, seed: 1), $"{receiver.Url}?token=requested-hush");
        await FinishAsync(host);

        var instances = (await host.Orchestrations.ListAsync(new() { FetchInputsAndOutputs = true, PageSize = 1_000 })).Items;
        var texts = new List<string>(logs.Lines) { JsonSerializer.Serialize(instances), await host.Http.GetStringAsync("/api/webhooks/deliveries") };
        foreach (var instance in instances)
        {
            texts.Add(JsonSerializer.Serialize(await host.Orchestrations.GetHistoryAsync(instance.InstanceId)));
        }

        foreach (var delivery in await ListAsync(host))
        {
            texts.Add(await host.Http.GetStringAsync($"/api/webhooks/deliveries/{delivery.DeliveryId}"));
        }

        Assert.IsTrue(logs.Lines.Any(line => line.Contains("Delivery", StringComparison.Ordinal)));
        foreach (var secret in (string[])[Secret[6..], NextSecret[6..], RequestSecret[6..], "whsec_", "hush"])
        {
            Assert.IsFalse(texts.Any(text => text.Contains(secret, StringComparison.Ordinal)), secret);
        }
    }

    [TestMethod]
    public async Task The_log_is_listed_newest_first_and_filtered_by_status_and_subscription()
    {
        await using var receiver = await RecordingReceiver.StartAsync((number, http) => RecordingReceiver.Status(number == 2 ? 410 : 200)(number, http));
        await using var host = await StartAsync(receiver.Url);
        for (var seed = 1; seed <= 3; seed++)
        {
            await host.ProcessAsync(TestImages.Photo(320, 240, seed));
            await FinishAsync(host);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var all = await ListAsync(host);
        var failed = await ListAsync(host, "?status=failed");
        var first = await host.Http.GetFromJsonAsync("/api/webhooks/deliveries?limit=2", WebhooksJson.Default.PageWebhookDelivery);
        var second = await host.Http.GetFromJsonAsync(
            $"/api/webhooks/deliveries?limit=2&continuation={Uri.EscapeDataString(first!.Continuation!)}", WebhooksJson.Default.PageWebhookDelivery);

        CollectionAssert.AreEqual(all.OrderByDescending(delivery => delivery.CreatedAt).ToArray(), all.ToArray());
        Assert.AreEqual(all[1].DeliveryId, failed.Single().DeliveryId);
        CollectionAssert.AreEqual(
            all.Select(delivery => delivery.DeliveryId).ToArray(),
            first.Items.Concat(second!.Items).Select(delivery => delivery.DeliveryId).ToArray());
        Assert.HasCount(3, await ListAsync(host, "?subscription=billing"));
        Assert.IsEmpty(await ListAsync(host, "?subscription=other"));
        Assert.IsTrue(all.All(delivery => delivery is { Event: null, Attempts.Count: 0 }));
    }

    [TestMethod]
    [DataRow("GET", "/api/webhooks/deliveries?status=lost", HttpStatusCode.BadRequest)]
    [DataRow("GET", "/api/webhooks/deliveries?limit=0", HttpStatusCode.BadRequest)]
    [DataRow("GET", "/api/webhooks/deliveries?continuation=nonsense", HttpStatusCode.BadRequest)]
    [DataRow("GET", "/api/webhooks/deliveries/none", HttpStatusCode.NotFound)]
    [DataRow("GET", "/api/webhooks/deliveries/..%2f..%2fsecret", HttpStatusCode.NotFound)]
    [DataRow("POST", "/api/webhooks/deliveries/0000000000000000000-0123456789abcdef/redeliver", HttpStatusCode.NotFound)]
    public async Task A_question_that_makes_no_sense_is_a_problem(string method, string url, HttpStatusCode status)
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), url);

        using var response = await host.Http.SendAsync(request);

        await ImageRoutesTests.AssertProblemAsync(response, status);
    }

    [TestMethod]
    public async Task What_is_over_for_a_month_is_cleared_away_and_what_is_pending_is_not()
    {
        await using var receiver = await RecordingReceiver.StartAsync((number, http) => RecordingReceiver.Status(number == 1 ? 200 : 500)(number, http));
        await using var host = await StartAsync(receiver.Url);
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var over = await FinishAsync(host);
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        var pending = (await ListAsync(host, "?status=pending")).Single();
        await host.AsleepAsync(DeliveryId.InstanceId(pending.DeliveryId));
        await SuspendAsync(host, DeliveryId.InstanceId(pending.DeliveryId));
        var housekeeping = host.App.Services.GetRequiredService<Core.Operations.Housekeeping>();

        _clock.Advance(TimeSpan.FromDays(29));
        await housekeeping.RunAsync(host.Orchestrations, CancellationToken.None);
        var before = await ListAsync(host);
        _clock.Advance(TimeSpan.FromDays(2));
        await housekeeping.RunAsync(host.Orchestrations, CancellationToken.None);
        var after = await ListAsync(host);

        CollectionAssert.AreEquivalent(new[] { over.DeliveryId, pending.DeliveryId }, before.Select(delivery => delivery.DeliveryId).ToArray());
        Assert.AreEqual(pending.DeliveryId, after.Single().DeliveryId);
    }

    [TestMethod]
    public async Task Publishing_an_event_twice_delivers_it_once()
    {
        await using var receiver = await RecordingReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);
        var publisher = host.App.Services.GetRequiredService<EventPublisher>();
        var happened = new WebhookEvent
        {
            Id = "one",
            Type = "functionapp.test.happened",
            Subject = "test",
            Time = _clock.GetUtcNow(),
            Data = JsonElement.Parse("{}"),
        };

        await publisher.PublishAsync(happened, host.Orchestrations);
        await publisher.PublishAsync(happened, host.Orchestrations);
        await FinishAsync(host);

        Assert.HasCount(1, receiver.Received);
    }

    private static DateTimeOffset Seconds(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());

    private static Task AbortAsync(Microsoft.AspNetCore.Http.HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<WebhookDelivery>> ListAsync(EmbeddedHost host, string query = "")
        => (await host.Http.GetFromJsonAsync($"/api/webhooks/deliveries{query}", WebhooksJson.Default.PageWebhookDelivery))!.Items;

    private static async Task<WebhookDelivery> GetAsync(EmbeddedHost host, string deliveryId)
        => (await host.Http.GetFromJsonAsync($"/api/webhooks/deliveries/{deliveryId}", WebhooksJson.Default.WebhookDelivery))!;

    private static async Task<string> UploadAsync(
        EmbeddedHost host, byte[] image, string webhook, HttpStatusCode expected = HttpStatusCode.Accepted)
    {
        using var response = await host.Http.PostAsync($"/api/images?webhook={Uri.EscapeDataString(webhook)}", new ByteArrayContent(image));
        Assert.AreEqual(expected, response.StatusCode);
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        await host.Orchestrations.WaitForCompletionAsync(accepted.GetProperty("instanceId").GetString()!);
        return accepted.GetProperty("imageId").GetString()!;
    }

    private static async Task<OrchestrationInstance> ProcessingAsync(EmbeddedHost host)
        => (await host.Orchestrations.ListAsync(new() { Name = ProcessImage.Name.Value })).Items.Single();

    private static async Task SuspendAsync(EmbeddedHost host, string instanceId)
    {
        await host.Orchestrations.SuspendAsync(instanceId);
        await DurableTime.UntilAsync(async () => (await host.Orchestrations.GetAsync(instanceId))?.RuntimeStatus == OrchestrationStatus.Suspended);
    }

    /// <summary>Lets every delivery come to its end, and returns the newest.</summary>
    private async Task<WebhookDelivery> FinishAsync(EmbeddedHost host)
    {
        var deliveries = await ListAsync(host);
        foreach (var delivery in deliveries)
        {
            await host.EndAfterTimersAsync(DeliveryId.InstanceId(delivery.DeliveryId), _clock);
        }

        return await GetAsync(host, deliveries[0].DeliveryId);
    }

    private Task<EmbeddedHost> StartAsync(string? subscription, Action<IServiceCollection>? configure = null, string? vision = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Outbound:AllowedNetworks:0"] = "127.0.0.1/32",
            ["Webhooks:SigningSecrets:0"] = RequestSecret,
        };
        if (vision is not null)
        {
            settings["Images:Labels:Endpoint"] = vision;
            settings["Images:Labels:Key"] = "the-key";
        }

        if (subscription is not null)
        {
            settings["Webhooks:Subscriptions:0:Name"] = "billing";
            settings["Webhooks:Subscriptions:0:Url"] = subscription;
            settings["Webhooks:Subscriptions:0:Secrets:0"] = Secret;
            settings["Webhooks:Subscriptions:0:Secrets:1"] = NextSecret;
        }

        return EmbeddedHost.StartAsync(
            configure: services =>
            {
                services.AddSingleton<TimeProvider>(_clock);
                configure?.Invoke(services);
            },
            settings: settings);
    }
}
