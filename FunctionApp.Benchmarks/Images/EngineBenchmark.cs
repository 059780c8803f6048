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
    private const int ImagesAtOnce = 2;

    private static readonly RenditionSpec[] Presets =
    [
        .. Encodings("thumb", 200, 200, ImageFit.Cover),
        .. Encodings("small", 480),
        .. Encodings("medium", 960),
        .. Encodings("large", 1920),
    ];

    /// <summary>Renders every image of a folder, two at a time, and then encodes the same pictures from ready pixels.</summary>
    public static async Task RunAsync(string folder)
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits { MaxConcurrentImages = ImagesAtOnce }));
        var output = Directory.CreateTempSubdirectory("engine-benchmark-").FullName;
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        try
        {
            await MeasureAsync("engine", files, file => RenderAsync(engine, file, output));
            var ready = files.ConvertAll(Decode);
            await MeasureAsync("encode-only", ready, picture => Task.Run(() => Encode(picture)));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static RenditionSpec[] Encodings(string name, int width, int? height = null, ImageFit fit = ImageFit.Inside) =>
    [
        new() { Name = $"{name}.webp", Width = width, Height = height, Fit = fit, Format = ImageFormat.WebP, Quality = 79 },
        new() { Name = $"{name}.jpg", Width = width, Height = height, Fit = fit, Format = ImageFormat.Jpeg, Quality = 80 },
    ];

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

    private static async Task MeasureAsync<T>(string what, List<T> images, Func<T, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        var processorStart = Environment.CpuUsage.TotalTime;
        await Parallel.ForEachAsync(images, new ParallelOptions { MaxDegreeOfParallelism = ImagesAtOnce }, async (image, _) => await work(image));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - processorStart).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {images.Count / seconds:0.00} images/s, {processor / images.Count:0.000} processor seconds an image, peak {process.PeakWorkingSet64 / 1e6:0} MB"));
    }
}
