using System.Diagnostics;
using System.Globalization;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Host;

/// <summary>How soon the embedded host is ready, and how much memory a hundred large photographs take.</summary>
internal static class HostBenchmark
{
    private const int Starts = 10;
    private const int Photos = 100;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <param name="photo">A photograph of 24 megapixels.</param>
    public static async Task RunAsync(FileInfo photo)
    {
        var table = new Table { Title = new TableTitle("Embedded host") };
        table.AddColumns("", "measured", "aim");
        table.AddRow($"process start to first 200 of /health/ready, median of {Starts}", Text($"{await MedianStartAsync():0} ms"), "600 ms");

        var (peak, rested) = await MemoryAsync(await File.ReadAllBytesAsync(photo.FullName));
        table.AddRow($"peak resident memory, {Photos} photographs of 24 megapixels", Text($"{peak:0} MB"), "350 MB");
        table.AddRow("resident memory a minute later", Text($"{rested:0} MB"), "200 MB");
        AnsiConsole.Write(table);
    }

    private static async Task<double> MedianStartAsync()
    {
        var times = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            using var data = new TemporaryFolder();
            using var host = new HostProcess(data.Path);
            var started = Stopwatch.GetTimestamp();
            await host.StartAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await host.KillAsync();
        }

        return times.Order().ElementAt(Starts / 2);
    }

    private static async Task<(double PeakMegabytes, double RestedMegabytes)> MemoryAsync(byte[] photo)
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path);
        await host.StartAsync();

        var imageIds = new string[Photos];
        await Parallel.ForAsync(0, Photos, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
            imageIds[number] = await host.UploadAsync(NumberedJpeg.Of(photo, number), $"{number}.jpg"));
        foreach (var imageId in imageIds)
        {
            await host.UntilFinishedAsync(imageId);
        }

        var peak = host.PeakMemory / 1e6;
        await Task.Delay(Rest, TimeProvider.System);
        return (peak, host.Memory / 1e6);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
