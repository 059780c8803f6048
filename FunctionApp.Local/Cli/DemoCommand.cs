using System.Diagnostics;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Local.Samples;
using Spectre.Console;

namespace FunctionApp.Local.Cli;

/// <summary>Takes files and sample events through the whole system, and tells what became of them.</summary>
internal static class DemoCommand
{
    /// <returns>0 when every file was processed, or rejected with a reason; else 1.</returns>
    public static async Task<int> RunAsync(
        DirectoryInfo data, IReadOnlyList<FileSystemInfo> paths, bool json, CancellationToken cancellationToken)
    {
        var exitCode = 1;
        var startExitCode = await HostRun.ReportingStartFailuresAsync(async () =>
        {
            using var host = LocalHost.BuildWithoutHttp(data);
            await host.StartAsync(cancellationToken);
            exitCode = await RunAsync(host.Services, data, paths, json, cancellationToken);
            await host.StopAsync(CancellationToken.None);
        });

        return startExitCode == 0 ? exitCode : startExitCode;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, DirectoryInfo data, IReadOnlyList<FileSystemInfo> paths, bool json, CancellationToken cancellationToken)
    {
        // Progress and table go to the terminal; JSON is for programs, which want nothing else on standard output.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(json ? Console.Error : Console.Out) });
        var files = paths.Count > 0 ? DemoFiles.Under(paths) : await DrawSamplesAsync(services, data, console, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        var results = await ProcessAsync(services.GetRequiredService<FileProcessor>(), files, console, cancellationToken);

        // Priced before there are streams, so that it is the images that are.
        var costs = services.GetRequiredService<DemoCosts>().Of(results.Length);
        var streams = await PostSamplesAsync(services, cancellationToken);
        var report = new DemoReport(results, streams, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3)) { Costs = costs };

        if (json)
        {
            await Console.Out.WriteLineAsync(report.ToJson());
        }
        else
        {
            console.Write(DemoTable.Of(report));
            console.Write(StreamTable.Of(report.Streams));
            console.Write(DemoCostTable.Of(report.Costs));
            console.MarkupLineInterpolated($"Renditions are under [link]{Path.Combine(data.FullName, "blobs", ImageContainers.Renditions)}[/].");
        }

        return results.All(image => image.Status is ImageStatus.Completed or ImageStatus.Rejected) ? 0 : 1;
    }

    private static Task<IReadOnlyList<DemoFile>> DrawSamplesAsync(
        IServiceProvider services, DirectoryInfo data, IAnsiConsole console, CancellationToken cancellationToken)
        => console.Status().StartAsync("Drawing sample photographs", async _ =>
        {
            var folder = Path.Combine(data.FullName, "samples");
            var samples = await SampleScenes.WriteAsync(folder, services.GetRequiredService<IImageEngine>(), cancellationToken);
            return DemoFiles.Under([.. samples.Select(path => new FileInfo(path))]);
        });

    private static Task<DemoStream[]> PostSamplesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var samples = new SampleEvents(services.GetRequiredService<TimeProvider>().GetUtcNow()).All();
        var processor = services.GetRequiredService<StreamProcessor>();
        return Task.WhenAll(samples.Select(sample => processor.ProcessAsync(sample, cancellationToken)));
    }

    private static Task<ImageManifest[]> ProcessAsync(
        FileProcessor processor, IReadOnlyList<DemoFile> files, IAnsiConsole console, CancellationToken cancellationToken)
        => console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var accepting = progress.AddTask("Accepted", maxValue: files.Count);
                var finishing = progress.AddTask("Finished", maxValue: files.Count);
                return await processor.ProcessAsync(files, () => accepting.Increment(1), () => finishing.Increment(1), cancellationToken);
            });
}
