using System.Globalization;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Host;

/// <summary>How many requests the embedded host answers from its cache, on loopback, with the load on the same machine.</summary>
internal static class ServingBenchmark
{
    private const int Connections = 32;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <param name="photo">A photograph.</param>
    public static async Task RunAsync(FileInfo photo)
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path);
        await host.StartAsync();
        var imageId = await host.UploadAsync(await File.ReadAllBytesAsync(photo.FullName), photo.Name);
        await host.UntilFinishedAsync(imageId);

        var table = new Table { Title = new TableTitle($"Answers from the cache, {Connections} connections") };
        table.AddColumns("", "requests/s", "p99", "aim");
        await AddRowAsync("manifest", $"/api/images/{imageId}", "20,000/s");
        await AddRowAsync("transform, 320 pixels wide", $"/api/images/{imageId}/transform?w=320&format=webp", "");
        await AddRowAsync("liveness: the least a request takes", "/api/health/live", "");
        AnsiConsole.Write(table);

        async Task AddRowAsync(string what, string path, string aim)
        {
            await host.RetryAsync(http => http.GetByteArrayAsync(path));
            var (perSecond, p99) = await new LoopbackLoad(host.Address, path, Connections).RunAsync(Duration);
            table.AddRow(
                what,
                perSecond.ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{p99.TotalMilliseconds:0.0} ms"),
                aim);
        }
    }
}
