using System.Collections.Concurrent;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Tests.Images.Fixtures;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Images;

/// <summary>Images for tests that care for the pipeline, not for pixels.</summary>
internal static class TestImages
{
    private static readonly ConcurrentDictionary<(int Width, int Height), Lazy<byte[]>> Photos = [];
    private static readonly VipsImageEngine Engine = new(Options.Create(new ImageLimits()));

    /// <summary>A JPEG; with another seed the picture is the same, but the bytes, and so the image id, are not.</summary>
    public static byte[] Photo(int width, int height, int seed)
    {
        var photo = Photos.GetOrAdd((width, height), size => new(() => SampleImages.Encode(Picture.Scene(size.Width, size.Height), ImageFormat.Jpeg)));
        return NumberedJpeg.Of(photo.Value, seed);
    }

    /// <summary>A PNG of one colour.</summary>
    public static byte[] Solid(int width, int height, byte red, byte green, byte blue)
        => SampleImages.Encode(Picture.Draw(width, height, (_, _) => (red, green, blue, 255)), ImageFormat.Png);

    /// <summary>Reads what the bytes say of themselves; they must be an image.</summary>
    public static async Task<ImageProbe> ProbeAsync(byte[] image)
        => (await Engine.ProbeAsync(image)).Value ?? throw new AssertFailedException("The bytes are no image.");
}
