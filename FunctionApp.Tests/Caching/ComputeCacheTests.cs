using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Caching;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Caching;

[TestClass]
public sealed class ComputeCacheTests
{
    private static readonly JsonTypeInfo<int> Number = (JsonTypeInfo<int>)JsonSerializerOptions.Web.GetTypeInfo(typeof(int));

    private readonly ScriptedCache _backend = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly WarningCounter _log = new();
    private readonly CacheOptions _options = new();

    [TestMethod]
    public async Task A_cache_that_throws_is_bypassed_and_logged_once_in_a_while()
    {
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");
        var cache = CreateCache();

        for (var i = 0; i < 10; i++)
        {
            Assert.AreEqual(i, await ComputeAsync(cache, $"key {i}", i));
        }

        Assert.HasCount(1, _backend.Reads);
        Assert.AreEqual(0, _backend.Writes.Reader.Count);
        Assert.AreEqual(1, _log.Count);

        _clock.Advance(_options.BypassPeriod);
        await ComputeAsync(cache, "key", 0);
        Assert.HasCount(2, _backend.Reads);
        Assert.AreEqual(2, _log.Count);
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
        var answer = ComputeAsync(CreateCache(), "key", 42);
        await asked.Task;

        _clock.Advance(_options.OperationTimeout);

        Assert.AreEqual(42, await answer);
    }

    [TestMethod]
    public async Task A_write_that_hangs_delays_nobody()
    {
        var cache = CreateCache();
        _backend.Behaviour = _ => _backend.Writes.Reader.Count == 0 ? Task.CompletedTask : new TaskCompletionSource().Task;

        Assert.AreEqual(42, await ComputeAsync(cache, "key", 42));
        Assert.AreEqual(42, await ComputeAsync(cache, "key", 43), "the value being written is the one to serve");
    }

    [TestMethod]
    public async Task A_removal_is_tried_even_while_the_cache_is_bypassed()
    {
        var cache = CreateCache();
        _backend.Behaviour = _ => throw new InvalidOperationException("connection refused");
        await ComputeAsync(cache, "key", 1);

        Assert.IsFalse(await cache.RemoveAsync("key"));

        _backend.Behaviour = _ => Task.CompletedTask;
        Assert.IsTrue(await cache.RemoveAsync("key"));
        Assert.HasCount(2, _backend.Removals);
    }

    [TestMethod]
    public async Task Times_to_live_are_spread_around_the_one_asked_for()
    {
        var cache = CreateCache();

        List<double> seconds = [];
        for (var i = 0; i < 200; i++)
        {
            await cache.GetOrComputeAsync($"key {i}", Number, _ => Task.FromResult(1), TimeSpan.FromSeconds(100));
            seconds.Add((await _backend.Writes.Reader.ReadAsync()).AbsoluteExpirationRelativeToNow!.Value.TotalSeconds);
        }

        Assert.IsTrue(seconds.TrueForAll(value => value is >= 90 and <= 110));
        Assert.IsLessThan(92, seconds.Min());
        Assert.IsGreaterThan(108, seconds.Max());
    }

    [TestMethod]
    public async Task Without_jitter_the_default_time_to_live_is_exact()
    {
        await ComputeAsync(CreateCache(_options with { JitterRatio = 0, DefaultTimeToLive = TimeSpan.FromMinutes(3) }), "key", 1);

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

        Assert.AreEqual(42, await ComputeAsync(provider.GetRequiredService<ComputeCache>(), "key", 42));
    }

    private static Task<int> ComputeAsync(ComputeCache cache, string key, int value) => cache.GetOrComputeAsync(key, Number, _ => Task.FromResult(value));

    private ComputeCache CreateCache(CacheOptions? options = null) => new(_backend, Options.Create(options ?? _options), _clock, new Random(1), _log);

    private sealed class WarningCounter : ILogger<ComputeCache>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Count += logLevel is LogLevel.Warning ? 1 : 0;
    }
}
