using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.Support;
using FunctionApp.Tests.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Caching;

[TestClass]
public sealed class ComputeCacheTests
{
    private static readonly CacheArea<string> Words = CacheArea.Json("word", (JsonTypeInfo<string>)JsonSerializerOptions.Web.GetTypeInfo(typeof(string)));

    private readonly ScriptedCache _backend = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly WarningCounter _log = new();
    private readonly CacheOptions _options = new();

    [TestMethod]
    public async Task A_cache_that_keeps_throwing_is_left_alone_for_a_while_and_that_is_logged_once()
    {
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");
        var cache = CreateCache();
        await ComputeManyAsync(cache);
        var reads = _backend.Reads.Count;

        await ComputeManyAsync(cache);

        Assert.IsLessThanOrEqualTo(4, reads);
        Assert.HasCount(reads, _backend.Reads);
        await _log.UntilAsync(1);

        _clock.Advance(_options.BypassPeriod);
        await ComputeManyAsync(cache);
        Assert.HasCount(reads + 1, _backend.Reads, "one trial");
        await _log.UntilAsync(2);
    }

    [TestMethod]
    public async Task A_cache_that_has_recovered_is_asked_again()
    {
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");
        var cache = CreateCache();
        await ComputeManyAsync(cache);
        var reads = _backend.Reads.Count;

        _backend.Behaviour = _ => Task.CompletedTask;
        _clock.Advance(_options.BypassPeriod);
        await ComputeManyAsync(cache);

        Assert.IsGreaterThan(reads + 1, _backend.Reads.Count);
    }

    [TestMethod]
    public async Task One_failure_is_no_reason_to_leave_the_cache_alone()
    {
        var cache = CreateCache();
        _backend.Behaviour = _ => _backend.Reads.Count == 1 ? throw new InvalidOperationException("connection reset") : Task.CompletedTask;

        await ComputeManyAsync(cache);

        Assert.IsGreaterThan(4, _backend.Reads.Count);
        Assert.AreEqual(0, _log.Count);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_cache_that_hangs_delays_the_caller_by_no_more_than_the_timeout(bool listensToItsToken)
    {
        var asked = new TaskCompletionSource();
        _backend.Behaviour = token =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, listensToItsToken ? token : CancellationToken.None);
        };
        var answer = ComputeAsync(CreateCache(), "key", "answer");
        await asked.Task;

        _clock.Advance(_options.OperationTimeout);

        Assert.AreEqual("answer", await answer);
    }

    [TestMethod]
    public async Task A_write_that_hangs_delays_nobody()
    {
        var cache = CreateCache();
        _backend.Behaviour = _ => _backend.Writes.Reader.Count == 0 ? Task.CompletedTask : new TaskCompletionSource().Task;

        Assert.AreEqual("first", await ComputeAsync(cache, "key", "first"));
        Assert.AreEqual("first", await ComputeAsync(cache, "key", "second"), "the value being written is the one to serve");
    }

    [TestMethod]
    public async Task A_removal_is_tried_even_while_the_cache_is_bypassed()
    {
        var cache = CreateCache();
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");
        await ComputeManyAsync(cache);

        Assert.IsFalse(await cache.RemoveAsync(Words, "key"));

        _backend.Behaviour = _ => Task.CompletedTask;
        Assert.IsTrue(await cache.RemoveAsync(Words, "key"));
        Assert.HasCount(2, _backend.Removals);
    }

    [TestMethod]
    public async Task Times_to_live_are_spread_around_the_one_asked_for()
    {
        var cache = CreateCache();

        var brief = Words with { TimeToLive = TimeSpan.FromSeconds(100) };
        List<double> seconds = [];
        for (var i = 0; i < 200; i++)
        {
            await cache.GetOrComputeAsync(brief, $"key {i}", _ => Task.FromResult<string?>("value"));
            seconds.Add((await _backend.Writes.Reader.ReadAsync()).AbsoluteExpirationRelativeToNow!.Value.TotalSeconds);
        }

        Assert.IsTrue(seconds.TrueForAll(value => value is >= 90 and <= 110));
        Assert.IsLessThan(92, seconds.Min());
        Assert.IsGreaterThan(108, seconds.Max());
    }

    [TestMethod]
    public async Task Without_jitter_the_default_time_to_live_is_exact()
    {
        await ComputeAsync(CreateCache(_options with { JitterRatio = 0, DefaultTimeToLive = TimeSpan.FromMinutes(3) }), "key", "value");

        Assert.AreEqual(TimeSpan.FromMinutes(3), (await _backend.Writes.Reader.ReadAsync()).AbsoluteExpirationRelativeToNow);
    }

    [TestMethod]
    public async Task Options_are_bound_from_the_section_and_checked()
    {
        Dictionary<string, string?> settings = new() { ["Cache:KeyPrefix"] = "mine:", ["Cache:JitterRatio"] = "2" };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddInMemoryComputeCache();
        await using var provider = services.BuildServiceProvider();

        var failure = Assert.ThrowsExactly<OptionsValidationException>(provider.GetRequiredService<ComputeCache>);

        Assert.Contains(nameof(CacheOptions.JitterRatio), failure.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_in_memory_cache_comes_with_one_registration()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddInMemoryComputeCache();
        await using var provider = services.BuildServiceProvider();

        Assert.AreEqual("answer", await ComputeAsync(provider.GetRequiredService<ComputeCache>(), "key", "answer"));
    }

    [TestMethod]
    public async Task Hits_misses_and_bypasses_are_counted_by_area()
    {
        var area = Words with { Name = "counted" };
        using var recorder = new MeasurementRecorder(InstrumentNames.CacheRequests);
        var memory = new ComputeCache(
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())),
            Options.Create(_options),
            _clock,
            new Random(1),
            Meters.CreateFactory(),
            _log);
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");

        foreach (var cache in new[] { memory, memory, memory, CreateCache() })
        {
            await cache.GetOrComputeAsync(area, "key", _ => Task.FromResult<string?>("value"));
        }

        var results = recorder.All.Where(request => request.Tags["cache.name"] is "counted").Select(request => request.Tags["cache.result"]);
        CollectionAssert.AreEqual(new[] { "miss", "hit", "hit", "bypass" }, results.ToArray());
    }

    private static Task<string?> ComputeAsync(ComputeCache cache, string key, string value)
        => cache.GetOrComputeAsync(Words, key, _ => Task.FromResult<string?>(value));

    private static async Task ComputeManyAsync(ComputeCache cache)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.AreEqual($"{i}", await ComputeAsync(cache, $"key {i}", $"{i}"));
        }
    }

    private ComputeCache CreateCache(CacheOptions? options = null)
        => new(_backend, Options.Create(options ?? _options), _clock, new Random(1), Meters.CreateFactory(), _log);

    private sealed class WarningCounter : ILogger<ComputeCache>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        /// <summary>A breaker tells of its opening in its own time.</summary>
        public async Task UntilAsync(int count)
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Count < count)
            {
                impatience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            Assert.AreEqual(count, Count);
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Interlocked.Add(ref _count, logLevel is LogLevel.Warning ? 1 : 0);
    }
}
