using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>The embedded host as a process of its own: how many events it takes in durably, how soon they are in windows, and how soon it answers.</summary>
/// <remarks>Whoever posts and asks runs on the same machine and has its share of the processors.</remarks>
internal static class IngestBenchmark
{
    private const string Load = "load";
    private const string Month = "month";
    private const int Connections = 32;
    private const int Probes = 4;
    private const int AimPerSecond = 150_000;
    private const int Days = 30;
    private const int EventsPerMinute = 10;
    private const int Repetitions = 50;
    private const int WarmUps = 10;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> WithoutRateLimits = new() { ["Gateway__RateLimits__Enabled"] = "false" };

    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path, WithoutRateLimits);
        await host.StartAsync();
        var table = new Table { Title = new TableTitle($"Events into the embedded host, in durable batches of {EventBatch.Size:N0} on {Connections} connections") };
        table.AddColumns("", "measured", "aim");

        await MeasureQueriesAsync(host, table);
        table.AddRow("resident memory of the host so far", Text($"{host.Memory / 1e6:0} MB"), "");
        await MeasureLoadAsync(host, table);
        table.AddRow("the most it has been", Text($"{host.PeakMemory / 1e6:0} MB"), "");
        AnsiConsole.Write(table);
    }

    private static async Task MeasureLoadAsync(HostProcess host, Table table)
    {
        await CreateAsync(host, Load);
        var load = new IngestLoad(host.Address, Load, Connections);
        await load.RunAsync(WarmUp);
        var used = host.ProcessorTime;
        var (perSecond, p99) = await load.RunAsync(Duration);
        var cost = (host.ProcessorTime - used) / (perSecond * Duration.TotalSeconds);
        table.AddRow("accepted events a second, as many as go", Text($"{perSecond:N0}"), Text($"{AimPerSecond:N0}"));
        table.AddRow("a request, p99", Text($"{p99.TotalMilliseconds:0} ms"), "");
        table.AddRow("processor time of the host for an event, roll-up included", Text($"{cost.TotalMicroseconds:0.00} µs"), "");

        var probes = Enumerable.Range(1, Probes).Select(number => new FreshnessProbe(host.Address, Load, $"probe-{number}").RunAsync(Duration)).ToList();
        var (paced, _) = await load.RunAsync(Duration, AimPerSecond);
        var times = (await Task.WhenAll(probes)).SelectMany(time => time).ToList();
        table.AddRow(Text($"post to visible in windows, p95 of {times.Count} while {paced:N0} a second come"), Text($"{P95(times).TotalSeconds:0.00} s"), "1.5 s");
    }

    private static async Task MeasureQueriesAsync(HostProcess host, Table table)
    {
        await CreateAsync(host, Month);
        var end = TimeProvider.System.GetUtcNow();
        end = end.AddTicks(-(end.Ticks % TimeSpan.TicksPerHour));
        var start = end.AddDays(-Days);
        await FillAsync(host, start);

        var all = new List<TimeSpan>();
        foreach (var question in new[] { "windows?size=1h", "windows?size=1d", "top?field=data.country", "percentiles?p=50,95,99", "uniques?", "trends?field=data.country" })
        {
            // Every time another range, so that no answer is one that was kept. The first few only warm up.
            var times = new List<TimeSpan>();
            var used = TimeSpan.Zero;
            for (var hour = -WarmUps; hour < Repetitions; hour++)
            {
                used = hour == 0 ? host.ProcessorTime : used;
                var (from, to) = (start.AddHours(hour), end.AddHours(-hour));
                var time = await TimeAsync(
                    host, FormattableString.Invariant($"/api/streams/{Month}/{question}&from={from:yyyy-MM-ddTHH:mm:ssZ}&to={to:yyyy-MM-ddTHH:mm:ssZ}"));
                if (hour >= 0)
                {
                    times.Add(time);
                }
            }

            all.AddRange(times);
            var cost = (host.ProcessorTime - used) / Repetitions;
            table.AddRow(
                Text($"{question.TrimEnd('?')} over {Days} days of minutes, p95; processor time"),
                Text($"{P95(times).TotalMilliseconds:0.0} ms; {cost.TotalMilliseconds:0.0} ms"),
                "");
        }

        table.AddRow("all of these, p95", Text($"{P95(all).TotalMilliseconds:0.0} ms"), "20 ms");
    }

    private static async Task CreateAsync(HostProcess host, string stream)
        => await host.RetryAsync(async http =>
        {
            using var response = await http.PutAsJsonAsync(
                $"/api/streams/{stream}", new { value = "data.amount", unique = "data.user", topK = (string[])["data.country"], allowedLateness = "1h" });
            response.EnsureSuccessStatusCode();
            return response.StatusCode;
        });

    /// <summary>Posts events of every minute, in their order, and waits until all are in windows.</summary>
    private static async Task FillAsync(HostProcess host, DateTimeOffset start)
    {
        var generator = new EventGenerator();
        var minutes = Days * 24 * 60;
        for (var minute = 0; minute < minutes;)
        {
            var lines = new StringBuilder();
            for (var end = Math.Min(minute + (EventBatch.Size / EventsPerMinute), minutes); minute < end; minute++)
            {
                for (var i = 0; i < EventsPerMinute; i++)
                {
                    generator.Append(lines, Text($"{minute}-{i}"), start.AddMinutes(minute).AddSeconds(i * (60 / EventsPerMinute)));
                }
            }

            using var content = new StringContent(lines.ToString());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            await host.RetryAsync(async http =>
            {
                using var response = await http.PostAsync($"/api/streams/{Month}/events", content);
                response.EnsureSuccessStatusCode();
                return response.StatusCode;
            });
        }

        await UntilRestedAsync(host, minutes * EventsPerMinute);
    }

    /// <summary>Waits until all events are in windows, and their minutes in hours and days.</summary>
    private static async Task UntilRestedAsync(HostProcess host, long events)
    {
        var (before, now) = (0L, -1L);
        var accepted = 0L;
        while (accepted < events || now != before)
        {
            await Task.Delay(Rest, TimeProvider.System);
            var state = (await host.RetryAsync(http => http.GetFromJsonAsync<JsonElement>($"/api/streams/{Month}"))).GetProperty("state");
            accepted = state.GetProperty("accepted").GetInt64();
            (before, now) = (now, state.GetProperty("revision").GetInt64());
            if (state.GetProperty("late").GetInt64() > 0)
            {
                throw new InvalidOperationException("Events came too late to be counted.");
            }
        }
    }

    private static Task<TimeSpan> TimeAsync(HostProcess host, string query) => host.RetryAsync(async http =>
    {
        var asked = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync(query);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(asked);
    });

    private static TimeSpan P95(List<TimeSpan> times) => times.Order().ElementAt(times.Count * 95 / 100);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
