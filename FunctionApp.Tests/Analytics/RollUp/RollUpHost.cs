using System.Text;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Analytics.RollUp;

/// <summary>Several processes with one store, on a clock that the test moves. Roll-ups run when the test says so, in the process that it names.</summary>
internal sealed class RollUpHost : IDisposable
{
    public const string Stream = "shop";

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProvider> _processes = [];
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _settings;

    public RollUpHost(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _settings = [new("Analytics:Ingest:SegmentInterval", "00:00:00"), .. settings];
        Blobs = new FileBlobStore(Options.Create(new FileBlobStoreOptions { RootPath = _folder.Path }), Clock);
    }

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 10, TimeSpan.Zero));

    /// <summary>Files, unless a test does too much for a disk.</summary>
    public IBlobStore Blobs { get; init; }

    /// <summary>Starts a process; it remembers nothing.</summary>
    public IServiceProvider Start()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Blobs)
            .AddInMemoryComputeCache()
            .AddAnalytics(configuration);
        new TaskCatalog().AddAnalytics().AddTo(services);
        _processes.Add(services.BuildServiceProvider());
        return _processes[^1];
    }

    /// <summary>Posts to a process.</summary>
    public static async Task<IngestResult> PostAsync(IServiceProvider process, params IEnumerable<string> lines)
    {
        var result = await process.GetRequiredService<EventIngest>().IngestAsync(
            Stream, new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), EventFormat.Lines);
        Assert.IsNull(result.Refusal, result.Refusal?.Reason);
        return result;
    }

    /// <summary>Applies all that there is, as the orchestration does.</summary>
    public static async Task RollUpAsync(IServiceProvider process)
    {
        while (await process.GetRequiredService<PlanRollUp>().RunAsync(new(Stream), CancellationToken.None) is { Parts: > 0 } step)
        {
            await ApplyAsync(process, step);
        }
    }

    public static async Task ApplyAsync(IServiceProvider process, RollUpStep step)
    {
        var parts = new List<AggregatedPart>();
        for (var part = 0; part < step.Parts; part++)
        {
            parts.Add(await process.GetRequiredService<AggregateSegment>().RunAsync(new(Stream, step.Position, part), CancellationToken.None));
        }

        await process.GetRequiredService<ApplyRollUp>().RunAsync(new(Stream, step.Position, parts), CancellationToken.None);
    }

    public static async Task CompactAsync(IServiceProvider process)
    {
        while ((await process.GetRequiredService<CompactSegments>().RunAsync(new(Stream), CancellationToken.None)).HasMore)
        {
        }
    }

    public static Task<StreamState> StateAsync(IServiceProvider process) => process.GetRequiredService<StreamCatalog>().StateAsync(Stream);

    /// <summary>Events in all windows.</summary>
    public static async Task<long> CountAsync(IServiceProvider process)
    {
        var count = 0L;
        await foreach (var window in process.GetRequiredService<WindowStore>().ReadAsync(Stream, WindowLevel.Base, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            count += window.Aggregate.Count;
        }

        return count;
    }

    /// <summary>The hours of segments as readers see them.</summary>
    public async Task<List<SegmentHour>> HoursAsync()
    {
        var hours = new List<SegmentHour>();
        await foreach (var hour in new SegmentList(Blobs).HoursAsync(Stream, from: null, Clock.GetUtcNow().AddDays(1)))
        {
            hours.Add(hour);
        }

        return hours;
    }

    /// <summary>The ids of the events in the segments that count, in order.</summary>
    public async Task<List<string>> IdsAsync()
    {
        var ids = new List<string>();
        foreach (var segment in (await HoursAsync()).SelectMany(hour => hour.Current))
        {
            await using var content = await Blobs.OpenReadAsync(segment.Name.Blob);
            using var reader = new StreamReader(content!.Stream);
            while (await reader.ReadLineAsync() is { } line)
            {
                ids.Add(JsonElement.Parse(line).GetProperty("id").GetString()!);
            }
        }

        return ids;
    }

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _folder.Dispose();
    }
}
