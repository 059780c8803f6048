using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Our side, in a process of its own: the windows of a file on two threads.</summary>
internal static class FileAggregation
{
    private const int Threads = 2;
    private const int MostPieces = 16;
    private const long LeastPieceBytes = 4 << 20;

    private static readonly SegmentAggregatorOptions OneType = new() { MaxTypes = 0 };

    /// <summary>Prints a <see cref="PeerAnswer"/>.</summary>
    public static async Task RunAsync(FileInfo file, string value, string unique, string top, int passes)
    {
        var settings = new StreamSettings { Value = $"data.{value}", Unique = $"data.{unique}", TopK = [$"data.{top}"] };
        var seconds = new double[passes];
        var cpuSeconds = new double[passes];
        List<WindowAnswer> windows = [];
        for (var pass = 0; pass < passes; pass++)
        {
            var started = Stopwatch.GetTimestamp();
            var used = Environment.CpuUsage.TotalTime;
            var result = file.Extension == ".gz" ? await AggregateGzipAsync(file, settings) : await AggregatePlainAsync(file, settings);
            windows = [.. result.Windows.OrderBy(window => window.Key.Start).Select(window => Answer(window.Key, window.Value, settings))];
            seconds[pass] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            cpuSeconds[pass] = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        }

        Console.WriteLine(JsonSerializer.Serialize(new PeerAnswer(seconds, cpuSeconds, PeakBytes(), windows), JsonSerializerOptions.Web));
    }

    /// <summary>Divides the file at line ends, as a report does: each thread takes the next piece until there are none left.</summary>
    private static async Task<SegmentAggregate> AggregatePlainAsync(FileInfo file, StreamSettings settings)
    {
        var pieces = (int)Math.Clamp(file.Length / LeastPieceBytes, Threads, MostPieces);
        var borders = new long[pieces + 1];
        for (var piece = 1; piece <= pieces; piece++)
        {
            borders[piece] = await LineStartAsync(file, file.Length * piece / pieces);
        }

        var parts = new SegmentAggregate[pieces];
        await Parallel.ForAsync(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (piece, _) =>
            parts[piece] = await AggregateAsync(file, borders[piece], borders[piece + 1], settings));
        foreach (var part in parts[1..])
        {
            parts[0].Merge(part);
        }

        return parts[0];
    }

    private static async Task<SegmentAggregate> AggregateGzipAsync(FileInfo file, StreamSettings settings)
    {
        await using var lines = new ReadAheadStream(new GZipStream(file.OpenRead(), CompressionMode.Decompress));
        return await SegmentAggregator.AggregateAsync(lines, settings, OneType);
    }

    private static async Task<SegmentAggregate> AggregateAsync(FileInfo file, long from, long to, StreamSettings settings)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        stream.Position = from;
        return await SegmentAggregator.AggregateAsync(new StreamPart(stream, to - from), settings, OneType);
    }

    private static async Task<long> LineStartAsync(FileInfo file, long position)
    {
        await using var stream = file.OpenRead();
        stream.Position = position;
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            if (buffer.AsSpan(0, read).IndexOf((byte)'\n') is var end and >= 0)
            {
                return position + end + 1;
            }

            position += read;
        }

        return file.Length;
    }

    private static WindowAnswer Answer(WindowKey key, WindowAggregate window, StreamSettings settings) => new(
        key.Start.ToUnixTimeMilliseconds(),
        window.Count,
        window.Uniques.Estimate(),
        [window.Quantile(0.5) ?? 0, window.Quantile(0.95) ?? 0, window.Quantile(0.99) ?? 0],
        [.. window.Top(settings.TopK[0])!.Top(10).Select(item => item.Key)]);

    private static long PeakBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}
