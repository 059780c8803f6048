using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>Lays an image on a white page, as renditions without transparency do.</summary>
internal static class WhiteBackdrop
{
    /// <summary>Returns the image itself when it is opaque, else an opaque copy blended with white in sRGB.</summary>
    public static RgbaImage Flatten(RgbaImage image)
    {
        if (IsOpaque(image.Pixels))
        {
            return image;
        }

        var source = image.Pixels;
        var flattened = new byte[source.Length];
        for (var i = 0; i < source.Length; i += 4)
        {
            var alpha = source[i + 3];
            flattened[i] = Blend(source[i], alpha);
            flattened[i + 1] = Blend(source[i + 1], alpha);
            flattened[i + 2] = Blend(source[i + 2], alpha);
            flattened[i + 3] = byte.MaxValue;
        }

        return image with { Pixels = flattened };
    }

    private static bool IsOpaque(byte[] pixels)
    {
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] != byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    private static byte Blend(byte value, byte alpha) => (byte)(255 - ((((255 - value) * alpha) + 127) / 255));
}
