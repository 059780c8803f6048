using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Events of a file to windows by the minute, against DuckDB answering the same questions on the same two threads.</summary>
/// <remarks>
/// Each minute's count, distinct users, p50, p95 and p99 of an amount, and ten most frequent users. Both sides read the file from the page
/// cache; each run is a process of its own, so that its peak memory is its own, and does the same several times: the first pass shows what
/// starting costs, the others what a host that runs for days does. Both are compared, each with its like.
/// </remarks>
internal static class AnalyticsBenchmark
{
    /// <summary>Every side runs this often, taking turns; the median counts.</summary>
    private const int Rounds = 3;

    /// <summary>How often a process does the same; half as often where a pass takes seconds.</summary>
    private const int Passes = 6;

    private const long LargeBytes = 1_000_000_000;

    /// <summary>The command of this program that runs our side.</summary>
    public const string OurSide = "aggregate";

    public static async Task RunAsync(DirectoryInfo duckdb, int millions)
    {
        using var folder = new TemporaryFolder();
        var table = new Table { Title = new TableTitle($"Events to windows by the minute, 2 threads; medians of {Rounds} processes with several passes each") };
        table.AddColumns(
            "", "", "first pass, s", "speed", "then, s", "speed", "CPU, s", "events/s", "MB/s", "peak MB", "error of uniques", "of p50", "of p95", "of p99", "top 10 right");

        foreach (var count in new[] { 1, millions }.Distinct().Select(million => million * 1_000_000))
        {
            var plain = new FileInfo(folder.File($"events-{count}.ndjson"));
            IReadOnlyList<WindowAnswer> truth;
            await using (var file = plain.Create())
            {
                truth = await new EventGenerator().WriteAsync(file, count);
            }

            var fields = new[] { "amount", "user", "user" };
            await CompareAsync(table, $"{count / 1_000_000} M events", plain, fields, truth, duckdb);
            await CompareAsync(table, "the same, gzip", await CompressAsync(plain), fields, truth, duckdb);
        }

        foreach (var (name, write) in new (string, Func<DirectoryInfo, Stream, Task<IReadOnlyList<WindowAnswer>>>)[]
        {
            ("flights-200k", RealEvents.WriteFlightsAsync),
            ("earthquakes", RealEvents.WriteEarthquakesAsync),
        })
        {
            var plain = new FileInfo(folder.File($"{name}.ndjson"));
            IReadOnlyList<WindowAnswer> truth;
            await using (var file = plain.Create())
            {
                truth = await write(duckdb, file);
            }

            await CompareAsync(table, name, plain, ["value", "key", "label"], truth, duckdb);
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
    }

    private static async Task<FileInfo> CompressAsync(FileInfo plain)
    {
        var compressed = new FileInfo($"{plain.FullName}.gz");
        await using var from = plain.OpenRead();
        await using var to = new GZipStream(compressed.Create(), CompressionLevel.Optimal);
        await from.CopyToAsync(to);
        return compressed;
    }

    private static async Task CompareAsync(
        Table table, string name, FileInfo file, string[] fields, IReadOnlyList<WindowAnswer> truth, DirectoryInfo duckdb)
    {
        var (ours, theirs) = (new List<PeerAnswer>(), new List<PeerAnswer>());
        var plainBytes = new FileInfo(file.Extension == ".gz" ? file.FullName[..^3] : file.FullName).Length;
        var passes = plainBytes > LargeBytes ? Passes / 2 : Passes;
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await RunAsync(Environment.ProcessPath!, [OurSide, file.FullName, .. fields, $"{passes}"]));
            theirs.Add(await RunAsync("node", [Path.Combine(duckdb.FullName, "query.mjs"), file.FullName, .. fields, $"{passes}"]));
        }

        var events = truth.Sum(window => window.Count);
        var (peerFirst, peerThen) = (First(theirs), Then(theirs, answer => answer.Seconds));
        foreach (var (side, answers) in new[] { ("ours", ours), ("DuckDB", theirs) })
        {
            var (first, then) = (First(answers), Then(answers, answer => answer.Seconds));
            var windows = answers[0].Windows;
            table.AddRow([
                side == "ours" ? name : "",
                side,
                Text($"{first:0.000}"),
                Text($"{peerFirst / first:0.00}x"),
                Text($"{then:0.000}"),
                Text($"{peerThen / then:0.00}x"),
                Text($"{Then(answers, answer => answer.CpuSeconds):0.000}"),
                Text($"{events / then:#,0}"),
                Text($"{plainBytes / then / 1e6:#,0}"),
                Text($"{answers.Max(answer => answer.PeakBytes) / 1e6:0}"),
                Text($"{Error(windows, truth, window => window.Uniques):0.00 %}"),
                .. Enumerable.Range(0, 3).Select(i => Text($"{Error(windows, truth, window => window.Quantiles[i]):0.00 %}")),
                Text($"{windows.Zip(truth).Average(pair => pair.First.Top.Intersect(pair.Second.Top).Count() / (double)pair.Second.Top.Count):0 %}"),
            ]);
        }
    }

    /// <summary>The mean over the windows of the relative error.</summary>
    private static double Error(IReadOnlyList<WindowAnswer> answers, IReadOnlyList<WindowAnswer> truth, Func<WindowAnswer, double> number)
    {
        if (!answers.Select(window => (window.Start, window.Count)).SequenceEqual(truth.Select(window => (window.Start, window.Count))))
        {
            throw new InvalidOperationException("The counts of the windows are wrong.");
        }

        return answers.Zip(truth).Average(pair => number(pair.Second) is var exact && exact != 0 ? Math.Abs((number(pair.First) / exact) - 1) : 0);
    }

    private static async Task<PeerAnswer> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<PeerAnswer>(output, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {await errors}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double First(IEnumerable<PeerAnswer> answers) => Median(answers.Select(answer => answer.Seconds[0]));

    private static double Then(IEnumerable<PeerAnswer> answers, Func<PeerAnswer, IReadOnlyList<double>> numbers)
        => Median(answers.Select(answer => Median(numbers(answer).Skip(1))));

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
