using System.Diagnostics;
using System.Globalization;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Host;

/// <summary>How many requests the embedded host answers from its cache, on loopback, with the load on the same machine.</summary>
internal static class ServingBenchmark
{
    private const int Connections = 32;
    private const int Hashes = 1_000_000;
    private const int Searches = 1_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <param name="photo">A photograph.</param>
    public static async Task RunAsync(FileInfo photo)
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path);
        await host.StartAsync();
        var imageId = await host.UploadAsync(await File.ReadAllBytesAsync(photo.FullName), photo.Name);
        await host.UntilFinishedAsync(imageId);

        var table = new Table { Title = new TableTitle($"Answers from memory; requests on {Connections} connections") };
        table.AddColumns("", "a second", "p99", "aim");
        await AddRowAsync("manifest", $"/api/images/{imageId}", "20,000/s");
        await AddRowAsync("transform, 320 pixels wide", $"/api/images/{imageId}/transform?w=320&format=webp", "");
        await AddRowAsync("liveness: the least a request takes", "/api/health/live", "");
        AddRow($"search among {Hashes:N0} perceptual hashes, in process", Search(), "");
        AnsiConsole.Write(table);

        async Task AddRowAsync(string what, string path, string aim)
        {
            await host.RetryAsync(http => http.GetByteArrayAsync(path));
            AddRow(what, await new LoopbackLoad(host.Address, path, Connections).RunAsync(Duration), aim);
        }

        void AddRow(string what, (double PerSecond, TimeSpan P99) measured, string aim) => table.AddRow(
            what,
            measured.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{measured.P99.TotalMilliseconds:0.0} ms"),
            aim);
    }

    private static (double PerSecond, TimeSpan P99) Search()
    {
        var random = new Random(1);
        var table = new HashTable();
        for (var image = 0; image < Hashes; image++)
        {
            table.Add((UInt128)image, (ulong)random.NextInt64());
        }

        var times = new List<TimeSpan>();
        for (var search = 0; search < Searches; search++)
        {
            var started = Stopwatch.GetTimestamp();
            table.Nearest((ulong)random.NextInt64(), limit: 10, except: 0);
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        times.Sort();
        return (Searches / times.Sum(time => time.TotalSeconds), times[Searches * 99 / 100]);
    }
}
