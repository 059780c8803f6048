using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Images;

/// <summary>Real photographs through the whole embedded host, against sharp making the same eight files of each on the same two threads.</summary>
internal static class PipelineBenchmark
{
    /// <summary>Every side runs this often, taking turns; the median counts.</summary>
    private const int Rounds = 3;

    /// <summary>Each photograph takes part this often, its bytes differing in a comment, so that starting up does not outweigh working.</summary>
    private const int Copies = 3;

    public static async Task RunAsync(DirectoryInfo photos, DirectoryInfo peer)
    {
        using var copies = new TemporaryFolder();
        await CopyAsync(photos, copies);
        var many = new DirectoryInfo(copies.Path);

        (string Name, Func<Task<double>> RunAsync)[] sides =
        [
            ("embedded host: the whole pipeline", () => RunHostAsync(many)),
            ("image engine: rendering only", () => EngineBenchmark.RenderAsync(photos)),
            ("bound: encoding from ready pixels", () => EngineBenchmark.EncodeAsync(photos)),
            ("sharp: a pipeline per rendition", () => RunSharpAsync(many, peer, "clone")),
            ("sharp: decoded once by hand", () => RunSharpAsync(many, peer, "buffer")),
        ];

        var rates = sides.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                rates[side].Add(await sides[side].RunAsync());
            }
        }

        var table = new Table
        {
            Title = new TableTitle($"{photos.GetFiles().Length} photographs x {Copies}, 8 renditions each, 2 threads; median of {Rounds} rounds"),
        };
        table.AddColumns("", "images/s", "range", "against sharp");
        for (var side = 0; side < sides.Length; side++)
        {
            var rate = Median(rates[side]);
            table.AddRow(
                sides[side].Name,
                Text($"{rate:0.00}"),
                Text($"{rates[side].Min():0.00} - {rates[side].Max():0.00}"),
                Text($"{rate / Median(rates[3]):0.00}x"));
        }

        AnsiConsole.Write(table);
    }

    private static async Task CopyAsync(DirectoryInfo photos, TemporaryFolder folder)
    {
        foreach (var photo in photos.GetFiles())
        {
            var jpeg = await File.ReadAllBytesAsync(photo.FullName);
            for (var copy = 0; copy < Copies; copy++)
            {
                await File.WriteAllBytesAsync(folder.File($"{copy}-{photo.Name}"), NumberedJpeg.Of(jpeg, copy));
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Images per second, from the start of the process to its end.</summary>
    private static async Task<double> RunHostAsync(DirectoryInfo photos)
    {
        using var data = new TemporaryFolder();
        var (report, seconds) = await RunAsync(HostProcess.Executable, "demo", "--json", "--data", data.Path, photos.FullName);
        return report.GetProperty("images").GetArrayLength() / seconds;
    }

    /// <summary>Images per second, from the start of the process to its end.</summary>
    private static async Task<double> RunSharpAsync(DirectoryInfo photos, DirectoryInfo peer, string idiom)
    {
        using var output = new TemporaryFolder();
        var (report, seconds) = await RunAsync("node", Path.Combine(peer.FullName, "render.mjs"), photos.FullName, output.Path, idiom);
        return report.GetProperty("images").GetInt32() / seconds;
    }

    private static async Task<(JsonElement Report, double Seconds)> RunAsync(string program, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (program != HostProcess.Executable)
        {
            // Set for our host by the script that starts it. The peer runs as it comes.
            start.Environment.Remove("MALLOC_ARENA_MAX");
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (JsonElement.Parse(output), Stopwatch.GetElapsedTime(started).TotalSeconds)
            : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {await errors}");
    }
}
