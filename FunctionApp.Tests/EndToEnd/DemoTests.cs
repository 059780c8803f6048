using System.Diagnostics;
using System.Text.Json;
using FunctionApp.Tests.Support;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Jpeg;
using Directory = System.IO.Directory;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>The command a newcomer types, as a process.</summary>
[TestClass]
public sealed class DemoTests
{
    [TestMethod]
    public async Task Every_real_photograph_is_completed_upright_and_every_other_file_is_rejected_with_a_reason()
    {
        using var data = new TemporaryFolder();
        var folder = Repository.File("eng", "test-photos", "node_modules");

        var (exitCode, report) = await RunAsync("demo", "--json", "--data", data.Path, folder);

        Assert.AreEqual(0, exitCode);
        var images = report.GetProperty("images").EnumerateArray().ToDictionary(image => image.GetProperty("source").GetProperty("name").GetString()!);
        Assert.HasCount(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Count(IsVisible), images);
        Assert.IsGreaterThan(8, images.Count(image => IsCompleted(image.Value)));
        foreach (var (name, image) in images)
        {
            if (IsCompleted(image))
            {
                var source = image.GetProperty("source");
                Assert.AreEqual(
                    UprightSize(Path.Combine(folder, name)),
                    (source.GetProperty("width").GetInt32(), source.GetProperty("height").GetInt32()),
                    name);
            }
            else
            {
                Assert.AreEqual("Rejected", image.GetProperty("status").GetString(), name);
                Assert.AreNotEqual("", image.GetProperty("reason").GetString(), name);
            }
        }
    }

    [TestMethod]
    public async Task Without_files_the_samples_are_drawn_and_processed()
    {
        using var data = new TemporaryFolder();

        var (exitCode, report) = await RunAsync("demo", "--json", "--data", data.Path);

        Assert.AreEqual(0, exitCode);
        Assert.IsGreaterThan(4, report.GetProperty("images").GetArrayLength());
        Assert.IsTrue(report.GetProperty("images").EnumerateArray().All(IsCompleted));
        Assert.IsGreaterThan(0, report.GetProperty("seconds").GetDouble());
        Assert.IsTrue(report.GetProperty("images").EnumerateArray().All(image => image.GetProperty("cost").GetProperty("amount").GetDecimal() > 0));
        Assert.AreEqual(4, report.GetProperty("costs").GetArrayLength());
    }

    [TestMethod]
    public async Task Sample_events_are_accepted_or_rejected_and_are_in_windows()
    {
        using var data = new TemporaryFolder();
        var empty = Directory.CreateDirectory(Path.Combine(data.Path, "no-images"));

        var (exitCode, report) = await RunAsync("demo", "--json", "--data", data.Path, empty.FullName);

        Assert.AreEqual(0, exitCode);
        var streams = report.GetProperty("streams").EnumerateArray().ToDictionary(
            stream => stream.GetProperty("name").GetString()!,
            stream => (Accepted: stream.GetProperty("accepted").GetInt64(), Rejected: stream.GetProperty("rejected").GetInt64(), Windows: stream.GetProperty("windows").GetInt32()));
        Assert.AreEqual((6_000, 3), (streams["shop"].Accepted, streams["shop"].Rejected));
        Assert.AreEqual((3_600, 1), (streams["cold-stores"].Accepted, streams["cold-stores"].Rejected));
        Assert.IsTrue(streams.Values.All(stream => stream.Windows is 60 or 61), "An hour has sixty minutes, and touches at most one more.");
    }

    [TestMethod]
    public async Task A_second_host_on_the_same_data_says_so_and_gives_up()
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path);
        await host.StartAsync();

        var start = new ProcessStartInfo(HostProcess.Executable, ["demo", "--data", data.Path]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var second = Process.Start(start)!;
        var error = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.AreEqual(1, second.ExitCode);
        Assert.Contains(data.Path, error);
        Assert.DoesNotContain("   at ", error);
    }

    private static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.') && !path.Contains("/.", StringComparison.Ordinal);

    private static bool IsCompleted(JsonElement image) => image.GetProperty("status").GetString() == "Completed";

    private static async Task<(int ExitCode, JsonElement Report)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(HostProcess.Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreNotEqual("", output, await errors);
        return (process.ExitCode, JsonElement.Parse(output));
    }

    /// <summary>Width and height as an independent reader sees them.</summary>
    private static (int Width, int Height) UprightSize(string path)
    {
        var directories = ImageMetadataReader.ReadMetadata(path);
        var exif = directories.OfType<ExifIfd0Directory>().FirstOrDefault();
        var orientation = exif is not null && exif.TryGetInt32(ExifDirectoryBase.TagOrientation, out var value) ? value : 1;
        var (width, height) = directories.OfType<JpegDirectory>().FirstOrDefault() is { } jpeg
            ? (jpeg.GetImageWidth(), jpeg.GetImageHeight())
            : (exif!.GetInt32(ExifDirectoryBase.TagImageWidth), exif!.GetInt32(ExifDirectoryBase.TagImageHeight));
        return orientation >= 5 ? (height, width) : (width, height);
    }
}
