using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FunctionApp.Tests.Support;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Images;

/// <summary>Real photographs through the whole embedded host, against sharp making the same eight files of each on the same two threads.</summary>
internal static class PipelineBenchmark
{
    /// <summary>Each side runs this often, taking turns; the median counts.</summary>
    private const int Rounds = 3;

    public static async Task RunAsync(DirectoryInfo photos, DirectoryInfo peer)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        var encoding = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await RunHostAsync(photos));
            theirs.Add(await RunSharpAsync(photos, peer));
            encoding.Add(await EngineBenchmark.EncodeOnlyAsync(photos));
        }

        var table = new Table { Title = new TableTitle($"{photos.GetFiles().Length} photographs, 8 renditions each, 2 threads, median of {Rounds}") };
        table.AddColumns("", "images/s", "against sharp", "range");
        AddRow(table, "embedded host: orchestration, hashing, analysis, rendering", ours, theirs);
        AddRow(table, "sharp: rendering", theirs, theirs);
        AddRow(table, "bound: encoding from ready pixels", encoding, theirs);
        AnsiConsole.Write(table);
    }

    private static void AddRow(Table table, string what, List<double> rates, List<double> reference) => table.AddRow(
        what,
        Text($"{Median(rates):0.00}"),
        Text($"{Median(rates) / Median(reference):0.00}x"),
        Text($"{rates.Min():0.00} - {rates.Max():0.00}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Images per second, from the start of the process to its end.</summary>
    private static async Task<double> RunHostAsync(DirectoryInfo photos)
    {
        var data = Directory.CreateTempSubdirectory("functionapp-bench-");
        try
        {
            var started = Stopwatch.GetTimestamp();
            var output = await RunAsync(HostProcess.Executable, "demo", "--json", "--data", data.FullName, photos.FullName);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return output.GetProperty("images").GetArrayLength() / seconds;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>Images per second, as the script itself measures: sharp's own start is not counted.</summary>
    private static async Task<double> RunSharpAsync(DirectoryInfo photos, DirectoryInfo peer)
    {
        var files = Directory.CreateTempSubdirectory("functionapp-bench-");
        try
        {
            var output = await RunAsync("node", Path.Combine(peer.FullName, "render.mjs"), photos.FullName, files.FullName);
            return output.GetProperty("images").GetInt32() / output.GetProperty("seconds").GetDouble();
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonElement.Parse(output)
            : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {await errors}");
    }
}
