using System.Diagnostics;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Core.Images.Vips.Native;
using FunctionApp.Tests.Support;
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

    /// <summary>Renders every photograph of a folder to files.</summary>
    /// <returns>Images per second.</returns>
    public static async Task<double> RenderAsync(DirectoryInfo photos)
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits { MaxConcurrentImages = ImagesAtOnce }));
        using var output = new TemporaryFolder();
        return await MeasureAsync(Files(photos), file => RenderAsync(engine, file, output.Path));
    }

    /// <summary>Encodes the same files from ready pixels: what no way of decoding and scaling can be faster than.</summary>
    /// <returns>Images per second.</returns>
    public static async Task<double> EncodeAsync(DirectoryInfo photos)
    {
        var ready = Files(photos).ConvertAll(Decode);
        try
        {
            return await MeasureAsync(ready, picture => Task.Run(() => Encode(picture)));
        }
        finally
        {
            ready.SelectMany(pictures => pictures).ToList().ForEach(step => step.Picture.Dispose());
        }
    }

    private static List<string> Files(DirectoryInfo photos) => [.. photos.GetFiles().Select(file => file.FullName).Order(StringComparer.Ordinal)];

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

    private static async Task<double> MeasureAsync<T>(List<T> images, Func<T, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(images, new ParallelOptions { MaxDegreeOfParallelism = ImagesAtOnce }, async (image, _) => await work(image));
        return images.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
