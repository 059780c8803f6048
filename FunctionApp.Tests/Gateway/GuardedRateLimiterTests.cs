using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.RateLimiting;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class GuardedRateLimiterTests
{
    private static readonly RateLimitPolicy OneCall = new(RateClass.Read, new() { Quota = 1, Window = TimeSpan.FromDays(1) });

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedRateLimiter _shared = new();

    [TestMethod]
    public async Task The_shared_limiter_decides_while_it_is_there()
    {
        var limiter = Create(failOpen: true);
        _shared.Behaviour = _ => Task.FromResult(new RateLimitDecision(IsAllowed: false, 0, default, default));

        Assert.IsFalse((await limiter.TakeAsync("client", OneCall)).IsAllowed);
    }

    [TestMethod]
    public async Task While_it_is_away_each_process_counts_alone()
    {
        var limiter = Create(failOpen: true);
        _shared.Behaviour = _ => throw new IOException("gone");

        Assert.IsTrue((await limiter.TakeAsync("client", OneCall)).IsAllowed);
        Assert.IsFalse((await limiter.TakeAsync("client", OneCall)).IsAllowed);
    }

    [TestMethod]
    public async Task While_it_is_away_nobody_gets_in_uncounted_when_the_settings_say_so()
    {
        var limiter = Create(failOpen: false);
        _shared.Behaviour = _ => throw new IOException("gone");

        await Assert.ThrowsExactlyAsync<RateLimiterUnavailableException>(() => limiter.TakeAsync("client", OneCall).AsTask());
    }

    [TestMethod]
    public async Task A_limiter_that_hangs_is_given_up_after_the_timeout()
    {
        var limiter = Create(failOpen: true);
        _shared.Behaviour = _ => new TaskCompletionSource<RateLimitDecision>().Task;

        var decision = limiter.TakeAsync("client", OneCall);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.IsTrue((await decision).IsAllowed);
    }

    [TestMethod]
    public async Task After_a_failure_it_is_left_alone_for_a_while_and_then_asked_again()
    {
        var limiter = Create(failOpen: true);
        _shared.Behaviour = _ => throw new IOException("gone");

        await limiter.TakeAsync("client", OneCall);
        await limiter.TakeAsync("client", OneCall);
        var asked = _shared.Calls;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await limiter.TakeAsync("client", OneCall);

        Assert.AreEqual(1, asked);
        Assert.AreEqual(2, _shared.Calls);
    }

    [TestMethod]
    public async Task A_caller_who_goes_away_is_no_failure_of_the_limiter()
    {
        var limiter = Create(failOpen: true);
        using var gone = new CancellationTokenSource();
        _shared.Behaviour = token => Task.FromCanceled<RateLimitDecision>(token);
        await gone.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => limiter.TakeAsync("client", OneCall, gone.Token).AsTask());
        _shared.Behaviour = _ => Task.FromResult(new RateLimitDecision(IsAllowed: true, 7, default, default));

        Assert.AreEqual(7, (await limiter.TakeAsync("client", OneCall)).Remaining);
    }

    private GuardedRateLimiter Create(bool failOpen)
    {
        var options = Options.Create(new GatewayOptions { RateLimits = new() { FailOpen = failOpen } });
        return new(_shared, new InMemoryRateLimiter(options, _clock), options, _clock, NullLogger<GuardedRateLimiter>.Instance);
    }

    private sealed class ScriptedRateLimiter : IRateLimiter
    {
        public Func<CancellationToken, Task<RateLimitDecision>> Behaviour { get; set; } = _ => throw new NotSupportedException();

        public int Calls { get; private set; }

        public async ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default)
        {
            Calls++;
            return await Behaviour(cancellationToken);
        }
    }
}
