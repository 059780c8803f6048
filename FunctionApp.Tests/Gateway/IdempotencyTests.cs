using System.Net;
using System.Net.Http.Json;
using System.Text;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Gateway;

/// <summary>Calls that are repeated with the same key.</summary>
[TestClass]
public sealed class IdempotencyTests
{
    private int _executions;

    [TestMethod]
    public async Task A_repetition_gets_the_first_answer_and_is_not_done_again()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        using var first = await PostAsync(app, "key", "body");
        using var second = await PostAsync(app, "key", "body");

        Assert.AreEqual(1, _executions);
        Assert.AreEqual(HttpStatusCode.Created, second.StatusCode);
        Assert.AreEqual("/things/1", second.Headers.Location?.OriginalString);
        Assert.AreEqual("text/plain", second.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual("done 1: body", await second.Content.ReadAsStringAsync());
        Assert.AreEqual("done 1: body", await first.Content.ReadAsStringAsync());
        Assert.IsFalse(first.Headers.Contains("Idempotency-Replayed"));
        Assert.AreEqual("true", second.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [TestMethod]
    public async Task Without_a_key_every_call_is_done()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        await PostAsync(app, key: null, "body");
        await PostAsync(app, key: null, "body");

        Assert.AreEqual(2, _executions);
    }

    [TestMethod]
    public async Task A_key_in_quotes_is_the_same_key()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        await PostAsync(app, "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "body");
        await PostAsync(app, "8e03978e-40d5-43dd-bc93-6894a57f9324", "body");

        Assert.AreEqual(1, _executions);
    }

    [TestMethod]
    [DataRow("POST", "/api/write", "other body", DisplayName = "another body")]
    [DataRow("POST", "/api/write?x=1", "body", DisplayName = "another query")]
    [DataRow("POST", "/api/ingest", "body", DisplayName = "another route")]
    [DataRow("PUT", "/api/write", "body", DisplayName = "another method")]
    public async Task A_key_that_is_used_for_something_else_is_409(string method, string path, string body)
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);
        await PostAsync(app, "key", "body");

        using var response = await SendAsync(app, HttpMethod.Parse(method), path, "key", body);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.Conflict);
        Assert.IsNull(response.Headers.RetryAfter);
        Assert.AreEqual(1, _executions);
    }

    [TestMethod]
    public async Task Clients_have_keys_of_their_own()
    {
        var (acme, other) = (new IssuedKey("acme", AccessLevel.Writer), new IssuedKey("other", AccessLevel.Writer));
        await using var app = await GatewayApp.StartAsync(AnswerAsync, settings: IssuedKey.Settings(acme, other));

        await PostAsync(app, "key", "body", acme);
        await PostAsync(app, "key", "body", other);
        await PostAsync(app, "key", "body", acme);

        Assert.AreEqual(2, _executions);
    }

    [TestMethod]
    public async Task Of_fifty_calls_at_once_one_is_done_and_the_others_get_its_answer_or_come_back()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(app, "key", "body")));
        using var afterwards = await PostAsync(app, "key", "body");

        Assert.AreEqual(1, _executions);
        Assert.Contains(response => response.StatusCode == HttpStatusCode.Created, responses);
        foreach (var response in responses)
        {
            if (response.StatusCode == HttpStatusCode.Created)
            {
                Assert.AreEqual("done 1: body", await response.Content.ReadAsStringAsync());
            }
            else
            {
                Assert.AreEqual(HttpStatusCode.Conflict, response.StatusCode);
                Assert.IsNotNull(response.Headers.RetryAfter);
            }
        }

        Assert.AreEqual("done 1: body", await afterwards.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task While_a_call_is_being_made_another_with_its_key_is_409_and_told_when_to_come_back()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var app = await GatewayApp.StartAsync(async http =>
        {
            begun.TrySetResult();
            await goOn.Task;
            await AnswerAsync(http);
        });
        var first = PostAsync(app, "key", "body");
        await begun.Task;

        using var second = await PostAsync(app, "key", "body");
        goOn.SetResult();
        using var firstAnswer = await first;

        await ImageRoutesTests.AssertProblemAsync(second, HttpStatusCode.Conflict);
        Assert.AreEqual(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        Assert.AreEqual(HttpStatusCode.Created, firstAnswer.StatusCode);
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(409)]
    [DataRow(500)]
    [DataRow(503)]
    public async Task A_call_that_failed_may_be_repeated_in_earnest(int status)
    {
        await using var app = await GatewayApp.StartAsync(http =>
        {
            http.Response.StatusCode = ++_executions == 1 ? status : 200;
            return Task.CompletedTask;
        });

        using var first = await PostAsync(app, "key", "body");
        using var second = await PostAsync(app, "key", "another body");

        Assert.AreEqual(status, (int)first.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, second.StatusCode);
    }

    [TestMethod]
    public async Task A_call_that_threw_may_be_repeated_in_earnest()
    {
        await using var app = await GatewayApp.StartAsync(http => ++_executions == 1 ? throw new InvalidOperationException() : Task.CompletedTask);

        using var first = await PostAsync(app, "key", "body");
        using var second = await PostAsync(app, "key", "body");

        await ImageRoutesTests.AssertProblemAsync(first, HttpStatusCode.InternalServerError);
        Assert.AreEqual(HttpStatusCode.OK, second.StatusCode);
    }

    [TestMethod]
    public async Task A_process_that_dies_in_the_middle_does_not_hold_the_key_for_ever()
    {
        var clock = new ManualTimeProvider();
        await using var app = await GatewayApp.StartAsync(AnswerAsync, services => services.AddSingleton<TimeProvider>(clock));

        // What a process leaves that took the key and was killed.
        await app.Services.GetRequiredService<IdempotencyStore>().ClaimAsync("owner", "key", CancellationToken.None);
        using var tooSoon = await PostAsync(app, "key", "body");
        clock.Advance(TimeSpan.FromMinutes(5));
        using var later = await PostAsync(app, "key", "body");
        using var repeated = await PostAsync(app, "key", "body");

        Assert.AreEqual(HttpStatusCode.Conflict, tooSoon.StatusCode);
        Assert.AreEqual(HttpStatusCode.Created, later.StatusCode);
        Assert.AreEqual("done 1: body", await repeated.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task An_abandoned_key_is_taken_over_by_one_of_many()
    {
        var clock = new ManualTimeProvider();
        await using var app = await GatewayApp.StartAsync(AnswerAsync, services => services.AddSingleton<TimeProvider>(clock));
        await app.Services.GetRequiredService<IdempotencyStore>().ClaimAsync("owner", "key", CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(5));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(app, "key", "body")));

        Assert.AreEqual(1, _executions);
    }

    [TestMethod]
    public async Task A_record_that_is_damaged_is_as_good_as_none()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);
        var blobs = app.Services.GetRequiredService<IBlobStore>();
        var claim = await app.Services.GetRequiredService<IdempotencyStore>().ClaimAsync("owner", "key", CancellationToken.None);
        await blobs.WriteAsync(claim.Blob, new MemoryStream("{\"start"u8.ToArray()));

        using var response = await PostAsync(app, "key", "body");

        Assert.AreEqual(HttpStatusCode.Created, response.StatusCode);
    }

    [TestMethod]
    public async Task An_answer_is_kept_as_long_as_it_was_promised_and_then_cleared_away()
    {
        var clock = new ManualTimeProvider();
        await using var app = await GatewayApp.StartAsync(AnswerAsync, services => services.AddSingleton<TimeProvider>(clock));
        var store = app.Services.GetRequiredService<IdempotencyStore>();
        await PostAsync(app, "key", "body");

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await PostAsync(app, "key", "body");
        var within = _executions;
        clock.Advance(TimeSpan.FromSeconds(1));
        await PostAsync(app, "key", "body");

        Assert.AreEqual(1, within);
        Assert.AreEqual(2, _executions);
        Assert.AreEqual(0, await store.ClearExpiredAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.AreEqual(1, await store.ClearExpiredAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task An_answer_that_was_just_kept_is_not_cleared_away()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);
        await PostAsync(app, "key", "body");

        Assert.AreEqual(0, await app.Services.GetRequiredService<IdempotencyStore>().ClearExpiredAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task Of_an_answer_that_is_too_large_only_the_head_is_kept()
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync, settings: [new("Gateway:Idempotency:MaxResponseBytes", "5")]);
        using var first = await PostAsync(app, "key", "body");

        using var second = await PostAsync(app, "key", "body");

        Assert.AreEqual("done 1: body", await first.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.Created, second.StatusCode);
        Assert.AreEqual("/things/1", second.Headers.Location?.OriginalString);
        Assert.AreEqual("", await second.Content.ReadAsStringAsync());
        Assert.AreEqual(1, _executions);
    }

    [TestMethod]
    public async Task A_body_that_the_operation_did_not_read_to_its_end_counts_all_the_same()
    {
        await using var app = await GatewayApp.StartAsync(_ =>
        {
            _executions++;
            return Task.CompletedTask;
        });

        await PostAsync(app, "key", new string('x', 300_000));
        using var same = await PostAsync(app, "key", new string('x', 300_000));
        using var other = await PostAsync(app, "key", new string('x', 299_999) + "y");

        Assert.AreEqual(HttpStatusCode.OK, same.StatusCode);
        Assert.AreEqual(HttpStatusCode.Conflict, other.StatusCode);
        Assert.AreEqual(1, _executions);
    }

    [TestMethod]
    public async Task When_the_answer_cannot_be_kept_the_caller_gets_it_all_the_same()
    {
        var writes = 0;
        await using var app = await GatewayApp.StartAsync(AnswerAsync, services => services.AddSingleton<IBlobStore>(provider
            => new ObstructedBlobStore(
                provider.GetRequiredService<FileBlobStore>(), _ => ++writes == 2 ? throw new IOException("No space left on device") : Task.CompletedTask)));

        using var response = await PostAsync(app, "key", "body");

        Assert.AreEqual("done 1: body", await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\"\"")]
    [DataRow("with \" inside")]
    public async Task A_key_that_is_none_is_400(string key)
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        using var response = await PostAsync(app, key, "body");

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual(0, _executions);
    }

    [TestMethod]
    [DataRow(255, HttpStatusCode.Created)]
    [DataRow(256, HttpStatusCode.BadRequest)]
    public async Task A_key_has_a_longest_length(int length, HttpStatusCode expected)
    {
        await using var app = await GatewayApp.StartAsync(AnswerAsync);

        using var response = await PostAsync(app, new string('k', length), "body");

        Assert.AreEqual(expected, response.StatusCode);
    }

    [TestMethod]
    public async Task An_upload_that_is_repeated_with_its_key_is_answered_as_the_first_time()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var photo = TestImages.Photo(320, 240, seed: 1);

        using var first = await UploadAsync(host, photo);
        using var second = await UploadAsync(host, photo);
        using var other = await UploadAsync(host, TestImages.Photo(320, 240, seed: 2));

        Assert.AreEqual(HttpStatusCode.Accepted, first.StatusCode);
        Assert.AreEqual(HttpStatusCode.Accepted, second.StatusCode, "without the key it would be 200: the image is there");
        Assert.AreEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.Conflict, other.StatusCode);
    }

    [TestMethod]
    public async Task Fifty_batches_at_once_with_one_key_start_one_orchestration()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/images/batches") { Content = JsonContent.Create(new { prefix = "album" }) };
            request.Headers.Add("Idempotency-Key", "one");
            return await host.Http.SendAsync(request);
        }));

        Assert.Contains(response => response.StatusCode == HttpStatusCode.Accepted, responses);
        Assert.HasCount(1, (await host.Orchestrations.ListAsync(new())).Items);
    }

    [TestMethod]
    public async Task Housekeeping_clears_away_the_answers_whose_time_is_over()
    {
        var clock = new ManualTimeProvider();
        await using var host = await EmbeddedHost.StartAsync(configure: services => services.AddSingleton<TimeProvider>(clock));
        var blobs = host.App.Services.GetRequiredService<IBlobStore>();
        await blobs.WriteAsync(new(IdempotencyStore.Container, "old"), new MemoryStream("{}"u8.ToArray()));

        clock.Advance(TimeSpan.FromHours(25));
        await host.App.Services.GetRequiredService<Housekeeping>().RunAsync(host.Orchestrations, CancellationToken.None);

        Assert.IsEmpty((await blobs.ListAsync(IdempotencyStore.Container)).Items);
    }

    private static Task<HttpResponseMessage> UploadAsync(EmbeddedHost host, byte[] photo)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/images?name=photo.jpg") { Content = new ByteArrayContent(photo) };
        request.Headers.Add("Idempotency-Key", "upload");
        return host.Http.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PostAsync(GatewayApp app, string? key, string body, IssuedKey? caller = null)
        => SendAsync(app, HttpMethod.Post, "/api/write", key, body, caller);

    private static Task<HttpResponseMessage> SendAsync(
        GatewayApp app, HttpMethod method, string path, string? key, string body, IssuedKey? caller = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key is null ? [] : [key]);
        request.Headers.Add("X-Api-Key", caller is null ? [] : [caller.Key.Value]);
        return app.Http.SendAsync(request);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var execution = Interlocked.Increment(ref _executions);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = $"/things/{execution}";
        http.Response.ContentType = "text/plain";
        await http.Response.WriteAsync($"done {execution}: {body}");
    }
}
