using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.RateLimiting;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class InMemoryRateLimiterTests : RateLimiterContract
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryRateLimiter _limiter;

    public InMemoryRateLimiterTests() => _limiter = Create(_clock, maxClients: 100);

    protected override IRateLimiter Limiter => _limiter;

    [TestMethod]
    public async Task The_quota_flows_back_evenly_and_no_call_sooner()
    {
        var policy = Policy(quota: 4, TimeSpan.FromSeconds(8));
        for (var call = 0; call < 4; call++)
        {
            await _limiter.TakeAsync("client", policy);
        }

        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        var tooSoon = await _limiter.TakeAsync("client", policy);
        _clock.Advance(TimeSpan.FromTicks(1));
        var inTime = await _limiter.TakeAsync("client", policy);
        var next = await _limiter.TakeAsync("client", policy);

        Assert.IsFalse(tooSoon.IsAllowed);
        Assert.AreEqual(TimeSpan.FromTicks(1), tooSoon.RetryAfter);
        Assert.IsTrue(inTime.IsAllowed);
        Assert.IsFalse(next.IsAllowed);
        Assert.AreEqual(TimeSpan.FromSeconds(2), next.RetryAfter);
    }

    [TestMethod]
    public async Task A_quota_that_rests_does_not_grow_beyond_itself()
    {
        var policy = Policy(quota: 3, TimeSpan.FromSeconds(3));
        await _limiter.TakeAsync("client", policy);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.AreEqual(2, (await _limiter.TakeAsync("client", policy)).Remaining);
    }

    /// <summary>Any pattern of calls and pauses: between any two calls, no more got through than the quota and what flowed back meanwhile.</summary>
    [TestMethod]
    public void Never_does_more_get_through_than_the_quota_and_what_flowed_back() => Prop.ForAll(
        Gen.Choose(1, 20).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        Gen.Choose(0, 2_500).ArrayOf(60).ToArbitrary(),
        (quota, seconds, pauses) =>
        {
            var clock = new ManualTimeProvider();
            var limiter = Create(clock, maxClients: 1);
            var policy = Policy(quota, TimeSpan.FromSeconds(seconds));
            var through = new List<long>();
            foreach (var pause in pauses)
            {
                // Half of the calls come without a pause: bursts.
                clock.Advance(TimeSpan.FromMilliseconds(pause % 2 == 0 ? 0 : pause));
                if (limiter.Take("client", policy).IsAllowed)
                {
                    through.Add(clock.GetTimestamp());
                }
            }

            return through.Index().All(first => through.Index().Skip(first.Index).All(last =>
                (last.Index - first.Index + 1 - quota) * policy.Window.Ticks <= (last.Item - first.Item) * quota));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public async Task Clients_whose_quota_is_whole_are_forgotten_when_room_is_needed()
    {
        var policy = Policy(quota: 1, TimeSpan.FromSeconds(1));
        for (var client = 0; client < 100; client++)
        {
            await _limiter.TakeAsync($"{client}", policy);
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        await _limiter.TakeAsync("new", policy);

        Assert.AreEqual(1, _limiter.Count);
    }

    [TestMethod]
    public async Task Clients_beyond_the_most_share_one_quota_and_leave_the_others_theirs()
    {
        var policy = Policy(quota: 2, TimeSpan.FromDays(1));
        for (var client = 0; client < 100; client++)
        {
            await _limiter.TakeAsync($"{client}", policy);
        }

        var flood = new List<bool>();
        for (var client = 100; client < 1_000; client++)
        {
            flood.Add((await _limiter.TakeAsync($"{client}", policy)).IsAllowed);
        }

        Assert.AreEqual(2, flood.Count(allowed => allowed));
        Assert.AreEqual(101, _limiter.Count);
        Assert.IsTrue((await _limiter.TakeAsync("0", policy)).IsAllowed);
    }

    [TestMethod]
    public async Task Forgetting_while_calls_come_lets_no_call_too_many_through()
    {
        // The clock stands still, so that whoever is forgotten is so wrongly.
        var limiter = Create(_clock, maxClients: 1);
        var policy = Policy(quota: 10, TimeSpan.FromDays(1));
        await limiter.TakeAsync("client", policy);

        var others = Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var call = 0; call < 1_000; call++)
            {
                await limiter.TakeAsync($"other-{thread}-{call}", policy);
            }
        }));
        var calls = Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => limiter.TakeAsync("client", policy).AsTask())).ToList();
        await Task.WhenAll(others);

        Assert.AreEqual(9, (await Task.WhenAll(calls)).Count(decision => decision.IsAllowed));
    }

    protected override Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    private static InMemoryRateLimiter Create(TimeProvider clock, int maxClients)
        => new(Options.Create(new GatewayOptions { RateLimits = new() { MaxClients = maxClients } }), clock);
}
