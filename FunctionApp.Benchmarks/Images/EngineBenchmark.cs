using System.Diagnostics;
using System.Globalization;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Core.Images.Vips.Native;
using Microsoft.Extensions.Options;

namespace FunctionApp.Benchmarks.Images;

/// <summary>The image engine by itself, without orchestration: images per second, and the bound that encoding alone sets.</summary>
internal static class EngineBenchmark
{
    private static readonly RenditionSpec[] Presets =
    [
        .. from preset in (IEnumerable<RenditionSpec>)
            [
                new() { Name = "thumb", Width = 200, Height = 200, Fit = ImageFit.Cover, Format = default, Quality = 1 },
                new() { Name = "small", Width = 480, Format = default, Quality = 1 },
                new() { Name = "medium", Width = 960, Format = default, Quality = 1 },
                new() { Name = "large", Width = 1920, Format = default, Quality = 1 },
            ]
        from encoding in (IEnumerable<(ImageFormat Format, int Quality)>)[(ImageFormat.WebP, 79), (ImageFormat.Jpeg, 80)]
        select preset with
        {
            Name = $"{preset.Name}.{encoding.Format.Extension()}",
            Format = encoding.Format,
            Quality = encoding.Quality,
        },
    ];

    /// <summary>Renders every image of a folder, two at a time, and then encodes the same pictures from ready pixels.</summary>
    public static async Task RunAsync(string folder)
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits { MaxConcurrentImages = 2 }));
        var output = Directory.CreateTempSubdirectory("engine-benchmark-").FullName;
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        try
        {
            var c=Environment.CpuUsage.TotalTime;
            Report("engine", files.Count, await MeasureAsync(files, file => RenderAsync(engine, file, output)));
            Report("cpu", (Environment.CpuUsage.TotalTime-c).TotalSeconds);
            Report("bytes", Directory.GetFiles(output).Sum(f=>new FileInfo(f).Length));
            Report("peak memory MB", PeakMegabytes());
            var ready = files.Select(Decode).ToList();
            c=Environment.CpuUsage.TotalTime;
            Report("encode-only", files.Count, await MeasureAsync(ready, picture => Task.Run(() => Encode(picture))));
            Report("cpu", (Environment.CpuUsage.TotalTime-c).TotalSeconds);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task RenderAsync(VipsImageEngine engine, string file, string output)
    {
        var failure = await engine.RenderAsync(
            await File.ReadAllBytesAsync(file),
            Presets,
            (rendition, cancellation) => File.WriteAllBytesAsync(
                Path.Combine(output, $"{Path.GetFileName(file)}.{rendition.Spec.Name}"), rendition.Bytes, cancellation));
        if (failure is not null)
        {
            throw new InvalidDataException($"{file}: {failure.Message}");
        }
    }

    private static List<(VipsImage Picture, RenderStep Step)> Decode(string file)
    {
        using var source = new PinnedBytes(File.ReadAllBytes(file));
        var probe = VipsDecoder.Probe(source, ImageFormats.Recognise(source.Span)!.Value);
        return
        [
            .. RenderStep.Plan(probe, Presets)
                .Select(step => (VipsDecoder.Decode(source, probe, step.Geometry.FullWidth, step.Geometry.FullHeight, default), step)),
        ];
    }

    private static void Encode(List<(VipsImage Picture, RenderStep Step)> pictures)
    {
        foreach (var (picture, step) in pictures)
        {
            using var bytes = VipsEncoder.Encode(picture, step.Geometry, step.Format, step.Quality);
        }
    }

    private static async Task<TimeSpan> MeasureAsync<T>(IEnumerable<T> items, Func<T, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (item, _) => await work(item));
        return Stopwatch.GetElapsedTime(start);
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static void Report(string what, int images, TimeSpan time) => Report($"{what} images/s", images / time.TotalSeconds);

    private static void Report(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.00}"));
}
