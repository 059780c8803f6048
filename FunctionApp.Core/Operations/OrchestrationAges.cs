using System.Diagnostics.Metrics;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Operations;

/// <summary>How long the oldest unfinished orchestrations have been going on, by name: what grows when something is stuck.</summary>
/// <remarks>
/// Those that are meant to last (<see cref="OrchestratorEntry.IsLongLived"/>) are left aside, and names whose oldest is much younger than the
/// oldest of all. The backend is asked at most once a minute, by whoever looks; between that the ages grow by the clock. The gauge is silent
/// until somebody has looked.
/// </remarks>
public sealed partial class OrchestrationAges
{
    private const int PageSize = 1_000;

    /// <summary>Pages that are read of one span of time. Beyond, an age is that of the oldest found: it may be more, not less.</summary>
    private const int MaxPages = 10;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>Backends list the newest first, or in no order; the oldest are found by looking in ever younger spans of time.</summary>
    private static readonly TimeSpan[] Spans =
        [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1), TimeSpan.FromHours(6), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), TimeSpan.Zero];

    private static readonly OrchestrationStatus[] Unfinished = [OrchestrationStatus.Pending, OrchestrationStatus.Running];

    private readonly TaskCatalog _tasks = Pipelines.Tasks();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IReadOnlyDictionary<string, DateTimeOffset>? _oldest;
    private long _askedAt;

    /// <summary>Creates the gauge.</summary>
    public OrchestrationAges(IMeterFactory meters, TimeProvider time, ILogger<OrchestrationAges> logger)
    {
        _time = time;
        _logger = logger;
        meters.Create(InstrumentNames.Scope).CreateObservableGauge(
            InstrumentNames.OldestOrchestration, Measure, "s", "Age of the oldest unfinished orchestrations, by name.");
    }

    /// <summary>Asks the backend, unless that was done a moment ago. When it does not answer, what was known stays.</summary>
    public async Task RefreshAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var askedAt = Interlocked.Read(ref _askedAt);
        if (now.UtcTicks - askedAt >= MaxAge.Ticks && Interlocked.CompareExchange(ref _askedAt, now.UtcTicks, askedAt) == askedAt)
        {
            try
            {
                _oldest = await FindAsync(orchestrations, now, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogUnknown(exception);
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> FindAsync(
        IOrchestrationClient orchestrations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        DateTimeOffset? from = null;
        foreach (var span in Spans.TakeWhile(_ => oldest.Count == 0))
        {
            var to = now - span;
            var query = new OrchestrationQuery { Statuses = Unfinished, CreatedFrom = from, CreatedTo = to, PageSize = PageSize };
            for (var page = 0; page < MaxPages; page++)
            {
                var found = await orchestrations.ListAsync(query, cancellationToken);
                foreach (var instance in found.Items.Where(instance => !IsLongLived(instance.Name)))
                {
                    var known = oldest.GetValueOrDefault(instance.Name, DateTimeOffset.MaxValue);
                    oldest[instance.Name] = instance.CreatedAt < known ? instance.CreatedAt : known;
                }

                if (found.Continuation is null)
                {
                    break;
                }

                query = query with { Continuation = found.Continuation };
            }

            from = to;
        }

        return oldest;
    }

    private bool IsLongLived(string orchestrator) => _tasks.Orchestrators.TryGetValue(orchestrator, out var entry) && entry.IsLongLived;

    private IEnumerable<Measurement<double>> Measure() => _oldest is { } oldest
        ? oldest.Select(entry => new Measurement<double>(
            Math.Max(0, (_time.GetUtcNow() - entry.Value).TotalSeconds), new KeyValuePair<string, object?>("orchestration.name", entry.Key)))
        : [];

    [LoggerMessage(LogLevel.Warning, "The oldest orchestrations are not known: they cannot be listed.")]
    private partial void LogUnknown(Exception exception);
}
