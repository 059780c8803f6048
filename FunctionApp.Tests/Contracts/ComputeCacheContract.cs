using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Caching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Contracts;

/// <summary>What <see cref="ComputeCache"/> keeps to over every kind of distributed cache. A kind derives from it and says how one is made.</summary>
public abstract class ComputeCacheContract
{
    private static readonly JsonTypeInfo<Answer> AnswerType = (JsonTypeInfo<Answer>)JsonSerializerOptions.Web.GetTypeInfo(typeof(Answer));

    protected abstract IDistributedCache Backend { get; }

    [TestMethod]
    public async Task A_value_is_computed_once_and_then_served()
    {
        var cache = CreateCache();
        var first = await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(42)));

        var second = await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(43)));

        Assert.AreEqual(42, first.Value);
        Assert.AreEqual(42, second.Value);
    }

    [TestMethod]
    public async Task A_value_outlives_the_process_that_computed_it()
    {
        await SettledAsync(CreateCache(), "key", 42);

        var elsewhere = await CreateCache().GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(43)));

        Assert.AreEqual(42, elsewhere.Value);
    }

    [TestMethod]
    public async Task Keys_do_not_meet()
    {
        var cache = CreateCache();
        await cache.GetOrComputeAsync("a", AnswerType, _ => Task.FromResult(new Answer(1)));

        Assert.AreEqual(2, (await cache.GetOrComputeAsync("b", AnswerType, _ => Task.FromResult(new Answer(2)))).Value);
    }

    [TestMethod]
    public async Task Another_key_prefix_is_another_cache()
    {
        await SettledAsync(CreateCache(), "key", 1);

        var next = await CreateCache(new() { KeyPrefix = "functionapp:v2:" })
            .GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(2)));

        Assert.AreEqual(2, next.Value);
    }

    [TestMethod]
    public async Task A_removed_value_is_computed_again()
    {
        var cache = CreateCache();
        await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(1)));

        Assert.IsTrue(await cache.RemoveAsync("key"));

        Assert.AreEqual(2, (await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(2)))).Value);
    }

    [TestMethod]
    public async Task A_computation_that_a_removal_overtook_is_not_cached()
    {
        var cache = CreateCache();
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource<Answer>();
        var stale = cache.GetOrComputeAsync("key", AnswerType, _ =>
        {
            begun.SetResult();
            return finish.Task;
        });
        await begun.Task;

        await cache.RemoveAsync("key");
        finish.SetResult(new Answer(1));

        Assert.AreEqual(1, (await stale).Value, "who asked before still gets the answer");
        Assert.AreEqual(2, (await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(2)))).Value);
    }

    [TestMethod]
    public async Task Concurrent_callers_share_one_computation()
    {
        var cache = CreateCache();
        var computations = 0;
        var finish = new TaskCompletionSource<Answer>();

        var callers = Enumerable.Range(0, 50).Select(_ => cache.GetOrComputeAsync("key", AnswerType, _ =>
        {
            Interlocked.Increment(ref computations);
            return finish.Task;
        })).ToList();
        finish.SetResult(new Answer(42));

        var answers = await Task.WhenAll(callers);
        Assert.IsTrue(answers.All(answer => answer.Value == 42));
        Assert.AreEqual(1, computations);
    }

    [TestMethod]
    public async Task A_caller_who_cancels_does_not_cancel_the_others()
    {
        var cache = CreateCache();
        using var impatience = new CancellationTokenSource();
        var finish = new TaskCompletionSource<Answer>();
        var impatient = cache.GetOrComputeAsync("key", AnswerType, token => finish.Task.WaitAsync(token), cancellationToken: impatience.Token);
        var patient = cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(0)));

        await impatience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => impatient);
        finish.SetResult(new Answer(42));

        Assert.AreEqual(42, (await patient).Value);
    }

    [TestMethod]
    public async Task A_computation_that_nobody_waits_for_is_cancelled()
    {
        var cache = CreateCache();
        using var impatience = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var caller = cache.GetOrComputeAsync(
            "key",
            AnswerType,
            async token =>
            {
                begun.SetResult();
                await using var registration = token.Register(cancelled.SetResult);
                await cancelled.Task;
                return new Answer(0);
            },
            cancellationToken: impatience.Token);
        await begun.Task;

        await impatience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => caller);
        await cancelled.Task;
        Assert.AreEqual(2, (await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(2)))).Value, "and not cached");
    }

    [TestMethod]
    public async Task A_failure_reaches_the_caller_and_is_not_cached()
    {
        var cache = CreateCache();

        var failure = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => cache.GetOrComputeAsync<Answer>("key", AnswerType, _ => throw new InvalidOperationException("no answer")));

        Assert.AreEqual("no answer", failure.Message);
        Assert.AreEqual(42, (await cache.GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(42)))).Value);
    }

    [TestMethod]
    public async Task An_entry_that_is_damaged_is_computed_again()
    {
        await Backend.SetAsync("functionapp:v1:key", "{\"value\":"u8.ToArray(), new DistributedCacheEntryOptions());

        Assert.AreEqual(42, (await CreateCache().GetOrComputeAsync("key", AnswerType, _ => Task.FromResult(new Answer(42)))).Value);
    }

    private protected ComputeCache CreateCache(CacheOptions? options = null)
        => new(Backend, Options.Create(options ?? new()), TimeProvider.System, new Random(1), NullLogger<ComputeCache>.Instance);

    /// <summary>Caches a value, and comes back when it is in the backend and not only in the hands of those who asked.</summary>
    private async Task SettledAsync(ComputeCache cache, string key, int value)
    {
        await cache.GetOrComputeAsync(key, AnswerType, _ => Task.FromResult(new Answer(value)));
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Backend.GetAsync("functionapp:v1:" + key, impatience.Token) is null)
        {
            impatience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private protected sealed record Answer(int Value);
}
