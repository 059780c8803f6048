using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Judges the windows that are over by every monitor of the stream.</summary>
/// <remarks>
/// Every window is judged once: a monitor remembers how far it is, and what came of the last windows, so a run that nobody heard of is
/// answered again and not counted again. Windows without events are judged too; one that lacks the metric changes nothing. While a stream is
/// silent no event closes its windows; then they are judged by the clock, from the monitor's beginning on.
/// </remarks>
public sealed class EvaluateMonitors(
    StreamCatalog catalog, MonitorStore store, WindowReader reader, AnomaliesQuery anomalies, IOptions<AnalyticsOptions> options)
    : IActivity<MonitorEvaluation, MonitorVerdict>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<MonitorEvaluation, MonitorVerdict> Name = new(nameof(EvaluateMonitors));

    /// <inheritdoc/>
    public async Task<MonitorVerdict> RunAsync(MonitorEvaluation input, CancellationToken cancellationToken)
    {
        var raised = new List<AlertJob>();
        var resolved = new List<AlertResolution>();
        var monitors = await store.BlobsAsync(input.Stream, cancellationToken);
        if (monitors.Count > 0 && await catalog.FindAsync(input.Stream, cancellationToken) is { } stream)
        {
            foreach (var monitor in monitors)
            {
                var verdict = await JudgeAsync(stream, monitor, input, cancellationToken);
                raised.AddRange(verdict.Raised);
                resolved.AddRange(verdict.Resolved);
            }
        }

        return new(raised, resolved);
    }

    /// <summary>Made of the monitor, its rule's age and the window: the same alert has the same id, and another one has another.</summary>
    private static string AlertId(StreamMonitor monitor, DateTimeOffset window)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{monitor.Stream}/{monitor.Name}/{monitor.Since.UtcTicks}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"{Alert.IdPrefix}{hash}-{window.UtcDateTime:yyyyMMddHHmmss}");
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private async Task<MonitorVerdict> JudgeAsync(EventStream stream, BlobRef blob, MonitorEvaluation input, CancellationToken cancellationToken)
    {
        while (await store.ReadAsync(blob, cancellationToken) is { Record: var record, ETag: var etag })
        {
            var through = input.IsByClock ? record.Monitor.SilentThrough : record.Monitor.JudgedThrough;
            if (through >= input.Through)
            {
                return through == input.Through ? record.LastVerdict : MonitorVerdict.Nothing;
            }

            var judged = await JudgeAsync(stream, record.Monitor, input, cancellationToken);
            if (await store.TryWriteAsync(judged, etag, cancellationToken))
            {
                return judged.LastVerdict;
            }
        }

        return MonitorVerdict.Nothing; // deleted meanwhile
    }

    private async Task<MonitorRecord> JudgeAsync(
        EventStream stream, StreamMonitor monitor, MonitorEvaluation input, CancellationToken cancellationToken)
    {
        var raised = new List<AlertJob>();
        var resolved = new List<AlertResolution>();
        var range = RangeOf(stream, monitor, input);
        foreach (var (window, value, isOut) in await WindowsAsync(stream, monitor, range, cancellationToken))
        {
            if (!input.IsByClock && window >= monitor.SilentFrom && window < monitor.SilentThrough)
            {
                // Judged already, by the clock.
                continue;
            }

            monitor = monitor with { Run = isOut ? monitor.Run + 1 : 0 };
            if (isOut && monitor.AlertId is null && monitor.Run >= monitor.Rule.Windows)
            {
                monitor = monitor with { AlertId = AlertId(monitor, window) };
                raised.Add(new()
                {
                    AlertId = monitor.AlertId,
                    Stream = monitor.Stream,
                    Monitor = monitor.Name,
                    Rule = monitor.Rule,
                    Window = window,
                    Value = value,
                });
            }
            else if (!isOut && monitor.AlertId is { } alert)
            {
                monitor = monitor with { AlertId = null };
                resolved.Add(new(alert, string.Create(
                    CultureInfo.InvariantCulture, $"In the window of {window.UtcDateTime:O}, {monitor.Rule.Metric} is {value}, which is within bounds.")));
            }
        }

        return new(Judged(monitor, range, input), new(raised, resolved));
    }

    private static StreamMonitor Judged(StreamMonitor monitor, WindowSpan range, MonitorEvaluation input)
        => !input.IsByClock ? monitor with { JudgedThrough = input.Through }
            : range.Start >= range.End ? monitor
            : monitor with { SilentFrom = range.Start == monitor.SilentThrough ? monitor.SilentFrom : range.Start, SilentThrough = range.End };

    private WindowSpan RangeOf(EventStream stream, StreamMonitor monitor, MonitorEvaluation input)
    {
        var earliest = input.Through - (options.Value.Monitors.MaxWindowsAtOnce * stream.Settings.Window);
        var from = input.IsByClock
            ? Latest(stream.Settings.WindowOf(monitor.Since), Latest(input.From, monitor.SilentThrough))
            : monitor.JudgedThrough ?? input.From ?? stream.State.FirstWindow ?? input.Through;
        return new(from > earliest ? from : earliest, input.Through);
    }

    /// <summary>The windows that have the metric, and whether it is out of bounds.</summary>
    private async Task<IEnumerable<(DateTimeOffset Start, double Value, bool IsOut)>> WindowsAsync(
        EventStream stream, StreamMonitor monitor, WindowSpan range, CancellationToken cancellationToken)
    {
        var (rule, length) = (monitor.Rule, stream.Settings.Window);
        if (range.Start >= range.End)
        {
            return [];
        }

        if (rule.Anomaly is { } sensitivity)
        {
            var series = await anomalies.SeriesAsync(stream, rule.Metric, WindowSize.Of(length), range, rule.Type, cancellationToken);
            var history = series.TakeWhile(point => point.Start < range.Start).Count();
            var odd = AnomalyDetector.Detect(series, rule.Metric.Noise(), history, sensitivity).Items.Select(item => item.Start).ToHashSet();
            return series.Skip(history).Where(point => point.Value is not null).Select(point => (point.Start, point.Value!.Value, odd.Contains(point.Start)));
        }

        var spans = new List<WindowSpan>();
        for (var start = range.Start; start < range.End; start += length)
        {
            spans.Add(new(start, start + length));
        }

        var windows = await reader.MergeAsync(stream, spans, rule.Type, cancellationToken);
        return spans.Zip(windows.Select(window => rule.Metric.Read(window)))
            .Where(window => window.Second is not null)
            .Select(window => (window.First.Start, window.Second!.Value, window.Second > rule.Above || window.Second < rule.Below));
    }
}
