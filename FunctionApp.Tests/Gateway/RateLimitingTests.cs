using System.Diagnostics.Metrics;
using System.Net;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.RateLimiting;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Gateway;

/// <summary>Rate limits as callers see them.</summary>
[TestClass]
public sealed class RateLimitingTests
{
    private static readonly KeyValuePair<string, string?>[] TwoReadsADay =
        [new("Gateway:RateLimits:Read:Quota", "2"), new("Gateway:RateLimits:Read:Window", "1.00:00:00")];

    private readonly IssuedKey _acme = new("acme", AccessLevel.Reader);
    private readonly IssuedKey _acmesOther = new("acme", AccessLevel.Reader);
    private readonly IssuedKey _other = new("other", AccessLevel.Reader);

    [TestMethod]
    public async Task Whoever_calls_too_often_is_told_when_to_come_back()
    {
        await using var app = await StartAsync(new ManualTimeProvider());
        await GetAsync(app, _acme);
        await GetAsync(app, _acme);

        using var refused = await GetAsync(app, _acme);

        await ImageRoutesTests.AssertProblemAsync(refused, HttpStatusCode.TooManyRequests);
        Assert.AreEqual(TimeSpan.FromHours(12), refused.Headers.RetryAfter?.Delta);
        Assert.AreEqual("\"read\";q=2;w=86400", refused.Headers.GetValues("RateLimit-Policy").Single());
        Assert.AreEqual("\"read\";r=0;t=86400", refused.Headers.GetValues("RateLimit").Single());
    }

    [TestMethod]
    public async Task Every_answer_says_what_is_left()
    {
        await using var app = await StartAsync(new ManualTimeProvider());

        using var response = await GetAsync(app, _acme);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("\"read\";r=1;t=43200", response.Headers.GetValues("RateLimit").Single());
    }

    [TestMethod]
    public async Task The_quota_is_back_when_it_was_said_to_be()
    {
        var clock = new ManualTimeProvider();
        await using var app = await StartAsync(clock);
        await GetAsync(app, _acme);
        await GetAsync(app, _acme);
        using var refused = await GetAsync(app, _acme);

        clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        using var allowed = await GetAsync(app, _acme);
        using var tooMany = await GetAsync(app, _acme);

        Assert.AreEqual(HttpStatusCode.OK, allowed.StatusCode);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
    }

    [TestMethod]
    public async Task A_client_shares_its_quota_among_its_keys_and_with_nobody_else()
    {
        await using var app = await StartAsync(new ManualTimeProvider());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync(app, _acme)));

        using var sameClient = await GetAsync(app, _acmesOther);
        using var otherClient = await GetAsync(app, _other);

        Assert.AreEqual(HttpStatusCode.TooManyRequests, sameClient.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, otherClient.StatusCode);
    }

    [TestMethod]
    public async Task Whoever_guesses_keys_is_stopped_after_a_while_and_uses_up_nobody_elses_quota()
    {
        await using var app = await StartAsync(new ManualTimeProvider());
        using var first = await GetAsync(app, new IssuedKey("acme", AccessLevel.Reader));
        using var second = await GetAsync(app, new IssuedKey("acme", AccessLevel.Reader));
        using var third = await GetAsync(app, new IssuedKey("acme", AccessLevel.Reader));
        using var allowed = await GetAsync(app, _acme);

        Assert.AreEqual(HttpStatusCode.Unauthorized, first.StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, allowed.StatusCode);
    }

    [TestMethod]
    public async Task Whoever_sits_at_the_machine_is_not_limited()
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, settings: TwoReadsADay);

        for (var call = 0; call < 10; call++)
        {
            using var response = await app.Http.GetAsync("/api/read");
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.IsFalse(response.Headers.Contains("RateLimit"));
        }
    }

    [TestMethod]
    public async Task A_limiter_that_cannot_count_answers_503_when_nobody_may_get_in_uncounted()
    {
        await using var app = await GatewayApp.StartAsync(
            _ => Task.CompletedTask,
            services => services.AddSharedRateLimiter(_ => new BrokenRateLimiter()),
            settings: [.. IssuedKey.Settings(_acme), new("Gateway:RateLimits:FailOpen", "false")]);

        using var response = await GetAsync(app, _acme);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.IsNotNull(response.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task Rejections_are_counted_by_reason()
    {
        await using var app = await StartAsync(new ManualTimeProvider());
        var reasons = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == InstrumentNames.GatewayRejections && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => reasons.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();

        await GetAsync(app, _acme);
        await GetAsync(app, _acme);
        await GetAsync(app, _acme);
        await app.Http.GetAsync("/api/read");
        await app.Http.PostAsync("/api/write", content: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/write");
        request.Headers.Add("X-Api-Key", _acme.Key.Value);
        await app.Http.SendAsync(request);

        CollectionAssert.AreEqual(new[] { "rate read", "unauthenticated read", "unauthenticated write", "forbidden write" }, reasons);
    }

    private static Task<HttpResponseMessage> GetAsync(GatewayApp app, IssuedKey key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/read");
        request.Headers.Add("X-Api-Key", key.Key.Value);
        return app.Http.SendAsync(request);
    }

    private Task<GatewayApp> StartAsync(TimeProvider clock) => GatewayApp.StartAsync(
        http => http.Response.WriteAsync("done"),
        services => services.AddSingleton(clock),
        settings: [.. IssuedKey.Settings(_acme, _acmesOther, _other), .. TwoReadsADay]);

    private sealed class BrokenRateLimiter : IRateLimiter
    {
        public ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default)
            => throw new IOException("gone");
    }
}
