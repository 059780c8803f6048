using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.RateLimiting;

namespace FunctionApp.Tests.Contracts;

/// <summary>What every rate limiter keeps to. A kind derives from it and says how one is made, and how its clock goes on.</summary>
public abstract class RateLimiterContract
{
    /// <summary>So long that nothing flows back while a test runs, however slow the machine.</summary>
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    protected abstract IRateLimiter Limiter { get; }

    [TestMethod]
    public async Task A_client_gets_its_quota_at_once_and_then_nothing()
    {
        var policy = Policy(quota: 5, ADay);
        var allowed = new List<bool>();

        for (var call = 0; call < 7; call++)
        {
            allowed.Add((await Limiter.TakeAsync("client", policy)).IsAllowed);
        }

        CollectionAssert.AreEqual(new[] { true, true, true, true, true, false, false }, allowed);
    }

    [TestMethod]
    public async Task What_is_left_counts_down_to_nothing()
    {
        var policy = Policy(quota: 3, ADay);
        var remaining = new List<int>();

        for (var call = 0; call < 4; call++)
        {
            remaining.Add((await Limiter.TakeAsync("client", policy)).Remaining);
        }

        CollectionAssert.AreEqual(new[] { 2, 1, 0, 0 }, remaining);
    }

    [TestMethod]
    public async Task One_clients_flood_costs_no_other()
    {
        var policy = Policy(quota: 2, ADay);
        for (var call = 0; call < 100; call++)
        {
            await Limiter.TakeAsync("flood", policy);
        }

        var other = await Limiter.TakeAsync("other", policy);

        Assert.IsTrue(other.IsAllowed);
        Assert.AreEqual(1, other.Remaining);
    }

    [TestMethod]
    public async Task Rate_classes_have_quotas_of_their_own()
    {
        await Limiter.TakeAsync("client", Policy(quota: 1, ADay, RateClass.Write));

        Assert.IsTrue((await Limiter.TakeAsync("client", Policy(quota: 1, ADay, RateClass.Read))).IsAllowed);
        Assert.IsFalse((await Limiter.TakeAsync("client", Policy(quota: 1, ADay, RateClass.Write))).IsAllowed);
    }

    [TestMethod]
    public async Task Of_many_calls_at_once_exactly_the_quota_gets_through()
    {
        var policy = Policy(quota: 50, ADay);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Limiter.TakeAsync("client", policy).AsTask())));

        Assert.AreEqual(50, decisions.Count(decision => decision.IsAllowed));
    }

    [TestMethod]
    public async Task A_refusal_says_when_to_come_back_and_costs_nothing()
    {
        var policy = Policy(quota: 4, ADay);
        for (var call = 0; call < 4; call++)
        {
            await Limiter.TakeAsync("client", policy);
        }

        var first = await Limiter.TakeAsync("client", policy);
        var second = await Limiter.TakeAsync("client", policy);

        Assert.IsTrue(first.RetryAfter > TimeSpan.Zero && first.RetryAfter <= ADay / 4, $"{first.RetryAfter}");
        Assert.IsLessThanOrEqualTo(first.RetryAfter, second.RetryAfter);
        Assert.IsTrue(first.WholeAfter > ADay * 3 / 4 && first.WholeAfter <= ADay, $"{first.WholeAfter}");
    }

    [TestMethod]
    public async Task Whoever_waits_as_long_as_was_said_gets_through()
    {
        var policy = Policy(quota: 1, TimeSpan.FromSeconds(1));
        RateLimitDecision refused;
        do
        {
            // Real time passes for some limiters: on a busy machine perhaps a second between two calls.
            refused = await Limiter.TakeAsync("client", policy);
        }
        while (refused.IsAllowed);

        await PassAsync(refused.RetryAfter);

        Assert.IsTrue((await Limiter.TakeAsync("client", policy)).IsAllowed);
    }

    [TestMethod]
    [DataRow("client with spaces")]
    [DataRow("key:a{b}c")]
    [DataRow("ip:2001:db8::/64")]
    [DataRow("größe")]
    public async Task Any_name_is_a_client(string client)
    {
        var policy = Policy(quota: 1, ADay);

        Assert.IsTrue((await Limiter.TakeAsync(client, policy)).IsAllowed);
        Assert.IsFalse((await Limiter.TakeAsync(client, policy)).IsAllowed);
    }

    /// <summary>Lets the limiter's clock go on by at least a time.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    protected static RateLimitPolicy Policy(int quota, TimeSpan window, RateClass rateClass = RateClass.Read)
        => new(rateClass, new() { Quota = quota, Window = window });
}
