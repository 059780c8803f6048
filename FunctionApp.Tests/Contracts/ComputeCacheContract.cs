using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Caching;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Contracts;

/// <summary>What <see cref="ComputeCache"/> keeps to over every kind of distributed cache. A kind derives from it and says how one is made.</summary>
public abstract class ComputeCacheContract
{
    private static readonly CacheArea<Answer> Answers =
        CacheArea.Json("answer", (JsonTypeInfo<Answer>)JsonSerializerOptions.Web.GetTypeInfo(typeof(Answer)));

    private static readonly CacheArea<Answer> Perishable = Answers with { FreshFor = TimeSpan.FromMinutes(1), TimeToLive = TimeSpan.FromHours(1) };

    private readonly ManualTimeProvider _clock = new();

    protected abstract IDistributedCache Backend { get; }

    [TestMethod]
    public async Task A_value_is_computed_once_and_then_served()
    {
        var cache = CreateCache();
        var first = await cache.GetOrComputeAsync(Answers, "key", _ => Found(42));

        var second = await cache.GetOrComputeAsync(Answers, "key", _ => Found(43));

        Assert.AreEqual(42, first!.Value);
        Assert.AreEqual(42, second!.Value);
    }

    [TestMethod]
    public async Task A_value_outlives_the_process_that_computed_it()
    {
        await SettledAsync(CreateCache(), "key", 42);

        var elsewhere = await CreateCache().GetOrComputeAsync(Answers, "key", _ => Found(43));

        Assert.AreEqual(42, elsewhere!.Value);
    }

    [TestMethod]
    public async Task Keys_do_not_meet()
    {
        var cache = CreateCache();
        await cache.GetOrComputeAsync(Answers, "a", _ => Found(1));

        Assert.AreEqual(2, (await cache.GetOrComputeAsync(Answers, "b", _ => Found(2)))!.Value);
    }

    [TestMethod]
    public async Task Another_key_prefix_is_another_cache()
    {
        await SettledAsync(CreateCache(), "key", 1);

        var next = await CreateCache(new() { KeyPrefix = "functionapp:v2:" })
            .GetOrComputeAsync(Answers, "key", _ => Found(2));

        Assert.AreEqual(2, next!.Value);
    }

    [TestMethod]
    public async Task A_removed_value_is_computed_again()
    {
        var cache = CreateCache();
        await cache.GetOrComputeAsync(Answers, "key", _ => Found(1));

        Assert.IsTrue(await cache.RemoveAsync(Answers, "key"));

        Assert.AreEqual(2, (await cache.GetOrComputeAsync(Answers, "key", _ => Found(2)))!.Value);
    }

    [TestMethod]
    public async Task A_computation_that_a_removal_overtook_is_not_cached()
    {
        var cache = CreateCache();
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource<Answer?>();
        var stale = cache.GetOrComputeAsync(Answers, "key", _ =>
        {
            begun.SetResult();
            return finish.Task;
        });
        await begun.Task;

        await cache.RemoveAsync(Answers, "key");
        finish.SetResult(new Answer(1));

        Assert.AreEqual(1, (await stale)!.Value, "who asked before still gets the answer");
        Assert.AreEqual(2, (await cache.GetOrComputeAsync(Answers, "key", _ => Found(2)))!.Value);
    }

    [TestMethod]
    public async Task Concurrent_callers_share_one_computation()
    {
        var cache = CreateCache();
        var computations = 0;
        var finish = new TaskCompletionSource<Answer?>();

        var callers = Enumerable.Range(0, 50).Select(_ => cache.GetOrComputeAsync(Answers, "key", _ =>
        {
            Interlocked.Increment(ref computations);
            return finish.Task;
        })).ToList();
        finish.SetResult(new Answer(42));

        var answers = await Task.WhenAll(callers);
        Assert.IsTrue(answers.All(answer => answer!.Value == 42));
        Assert.AreEqual(1, computations);
    }

    [TestMethod]
    public async Task A_caller_who_cancels_does_not_cancel_the_others()
    {
        var cache = CreateCache();
        using var impatience = new CancellationTokenSource();
        var finish = new TaskCompletionSource<Answer?>();
        var impatient = cache.GetOrComputeAsync(Answers, "key", token => finish.Task.WaitAsync(token), cancellationToken: impatience.Token);
        var patient = cache.GetOrComputeAsync(Answers, "key", _ => Found(0));

        await impatience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => impatient);
        finish.SetResult(new Answer(42));

        Assert.AreEqual(42, (await patient)!.Value);
    }

    [TestMethod]
    public async Task A_computation_that_nobody_waits_for_is_cancelled()
    {
        var cache = CreateCache();
        using var impatience = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var caller = cache.GetOrComputeAsync(
            Answers,
            "key",
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
        Assert.AreEqual(2, (await cache.GetOrComputeAsync(Answers, "key", _ => Found(2)))!.Value, "and not cached");
    }

    [TestMethod]
    public async Task A_failure_reaches_the_caller_and_is_not_cached()
    {
        var cache = CreateCache();

        var failure = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => cache.GetOrComputeAsync(Answers, "key", _ => throw new InvalidOperationException("no answer")));

        Assert.AreEqual("no answer", failure.Message);
        Assert.AreEqual(42, (await cache.GetOrComputeAsync(Answers, "key", _ => Found(42)))!.Value);
    }

    [TestMethod]
    public async Task An_entry_that_is_damaged_is_computed_again()
    {
        await Backend.SetAsync("functionapp:v1:answer:key", "{\"value\":"u8.ToArray(), new DistributedCacheEntryOptions());

        Assert.AreEqual(42, (await CreateCache().GetOrComputeAsync(Answers, "key", _ => Found(42)))!.Value);
    }

    [TestMethod]
    public async Task A_stale_value_is_served_at_once_and_computed_anew_by_one_of_those_who_ask()
    {
        var cache = CreateCache();
        await SettledAsync(cache, "key", 1, Perishable);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var computations = 0;
        var finish = new TaskCompletionSource<Answer?>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cache.GetOrComputeAsync(Perishable, "key", _ =>
        {
            Interlocked.Increment(ref computations);
            return finish.Task;
        })));
        finish.SetResult(new Answer(2));

        Assert.IsTrue(answers.All(answer => answer!.Value == 1));
        await UntilAsync(async () => (await cache.GetOrComputeAsync(Perishable, "key", _ => finish.Task))!.Value == 2);
        Assert.AreEqual(1, computations);
    }

    [TestMethod]
    public async Task A_refresh_that_fails_leaves_the_old_value()
    {
        var cache = CreateCache();
        await SettledAsync(cache, "key", 1, Perishable);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var failures = 0;

        await UntilAsync(async () =>
        {
            var answer = await cache.GetOrComputeAsync<Answer>(Perishable, "key", _ =>
            {
                Interlocked.Increment(ref failures);
                throw new InvalidOperationException("no answer");
            });
            Assert.AreEqual(1, answer!.Value);
            return Volatile.Read(ref failures) >= 2;
        });
    }

    [TestMethod]
    public async Task A_refresh_that_a_removal_overtook_is_not_cached()
    {
        var cache = CreateCache();
        await SettledAsync(cache, "key", 1, Perishable);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource<Answer?>();
        await cache.GetOrComputeAsync(Perishable, "key", _ =>
        {
            begun.SetResult();
            return finish.Task;
        });
        await begun.Task;

        await cache.RemoveAsync(Perishable, "key");
        finish.SetResult(new Answer(2));

        Assert.AreEqual(3, (await cache.GetOrComputeAsync(Perishable, "key", _ => Found(3)))!.Value);
    }

    [TestMethod]
    public async Task No_more_stale_values_are_computed_at_a_time_than_the_limit()
    {
        var cache = CreateCache(new() { MaxRefreshes = 2 });
        var keys = Enumerable.Range(0, 5).Select(number => $"key {number}").ToList();
        foreach (var key in keys)
        {
            await SettledAsync(cache, key, 1, Perishable);
        }

        _clock.Advance(TimeSpan.FromMinutes(2));
        var computations = 0;
        var both = new TaskCompletionSource();
        var finish = new TaskCompletionSource<Answer?>();
        foreach (var key in keys)
        {
            await cache.GetOrComputeAsync(Perishable, key, _ =>
            {
                if (Interlocked.Increment(ref computations) == 2)
                {
                    both.SetResult();
                }

                return finish.Task;
            });
        }

        await both.Task;
        Assert.AreEqual(2, computations);
        finish.SetResult(null);
    }

    [TestMethod]
    public async Task That_there_is_no_value_is_remembered_where_the_area_says_so()
    {
        var cache = CreateCache();
        var remembering = Answers with { AbsentFor = TimeSpan.FromHours(1) };

        Assert.IsNull(await cache.GetOrComputeAsync(remembering, "key", _ => Task.FromResult<Answer?>(null)));
        await InBackendAsync("key");

        Assert.IsNull(await cache.GetOrComputeAsync(remembering, "key", _ => Found(42)));
    }

    [TestMethod]
    public async Task That_there_is_no_value_is_not_remembered_otherwise()
    {
        var cache = CreateCache();

        Assert.IsNull(await cache.GetOrComputeAsync(Answers, "key", _ => Task.FromResult<Answer?>(null)));

        Assert.AreEqual(42, (await cache.GetOrComputeAsync(Answers, "key", _ => Found(42)))!.Value);
    }

    [TestMethod]
    public async Task A_value_over_the_limit_is_served_and_not_cached()
    {
        var cache = CreateCache(new() { MaxValueBytes = 1_000 });
        var bodies = CacheArea.Content("body");

        var large = await cache.GetOrComputeAsync(bodies, "key", _ => Task.FromResult<CachedContent?>(CachedContent.Of("text/plain", new byte[1_001])));
        var next = await cache.GetOrComputeAsync(bodies, "key", _ => Task.FromResult<CachedContent?>(CachedContent.Of("text/plain", new byte[1])));

        Assert.AreEqual(1_001, large!.Bytes.Length);
        Assert.AreEqual(1, next!.Bytes.Length);
    }

    [TestMethod]
    public async Task A_body_comes_back_byte_for_byte_with_its_type_and_tag()
    {
        var bodies = CacheArea.Content("answer");
        var body = CachedContent.Of("image/webp", Enumerable.Range(0, 1_000).Select(number => (byte)number).ToArray());
        await CreateCache().GetOrComputeAsync(bodies, "key", _ => Task.FromResult<CachedContent?>(body));
        await InBackendAsync("key");

        var cached = await CreateCache().GetOrComputeAsync(bodies, "key", _ => throw new InvalidOperationException("It is cached."));

        Assert.AreEqual("image/webp", cached!.ContentType);
        Assert.AreEqual(body.ETag, cached.ETag);
        CollectionAssert.AreEqual(body.Bytes.ToArray(), cached.Bytes.ToArray());
    }

    private protected ComputeCache CreateCache(CacheOptions? options = null)
        => new(Backend, Options.Create(options ?? new()), _clock, new Random(1), Meters.CreateFactory(), NullLogger<ComputeCache>.Instance);

    private static Task<Answer?> Found(int value) => Task.FromResult<Answer?>(new(value));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            impatience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Caches a value, and comes back when it is in the backend and not only in the hands of those who asked.</summary>
    private async Task SettledAsync(ComputeCache cache, string key, int value, CacheArea<Answer>? area = null)
    {
        await cache.GetOrComputeAsync(area ?? Answers, key, _ => Found(value));
        await InBackendAsync(key);
    }

    private Task InBackendAsync(string key) => UntilAsync(async () => await Backend.GetAsync($"functionapp:v1:answer:{key}") is not null);

    private protected sealed record Answer(int Value);
}
