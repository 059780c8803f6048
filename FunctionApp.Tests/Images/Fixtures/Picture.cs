using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Fixtures;

/// <summary>Pixels to make test images of and to compare results with: 8-bit RGBA, row after row.</summary>
internal sealed record Picture(int Width, int Height, byte[] Rgba)
{
    public (byte R, byte G, byte B, byte A) this[int x, int y]
    {
        get
        {
            var pixel = Rgba.AsSpan(((y * Width) + x) * 4, 4);
            return (pixel[0], pixel[1], pixel[2], pixel[3]);
        }
    }

    /// <summary>The colours a little inside the corners, named by their first letters: top left, top right, bottom left, bottom right.</summary>
    public string Corners
    {
        get
        {
            var (left, right, top, bottom) = (Width / 8, Width - 1 - (Width / 8), Height / 8, Height - 1 - (Height / 8));
            return string.Concat(Name(this[left, top]), Name(this[right, top]), Name(this[left, bottom]), Name(this[right, bottom]));
        }
    }

    public static Picture Of(RgbaImage image) => new(image.Width, image.Height, image.Pixels);

    public static Picture Draw(int width, int height, Func<int, int, (int R, int G, int B, int A)> colour)
    {
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b, a) = colour(i % width, i / width);
            ((ReadOnlySpan<byte>)[(byte)r, (byte)g, (byte)b, (byte)a]).CopyTo(rgba.AsSpan(i * 4));
        }

        return new Picture(width, height, rgba);
    }

    /// <summary>Four quarters: red, green above blue, white. Tells every orientation apart.</summary>
    public static Picture Quarters(int width, int height) => Draw(width, height, (x, y) => (x < width / 2, y < height / 2) switch
    {
        (true, true) => (255, 0, 0, 255),
        (false, true) => (0, 255, 0, 255),
        (true, false) => (0, 0, 255, 255),
        (false, false) => (255, 255, 255, 255),
    });

    /// <summary>Waves of all sizes and colours, as a photograph has them.</summary>
    public static Picture Scene(int width, int height) => Draw(width, height, (x, y) =>
    {
        var (u, v) = (x / 40.0, y / 40.0);
        return (Wave((u * 1.3) + (v * 0.2)), Wave((v * 0.9) + Math.Sin(u)), Wave((u * v * 0.05) + 1), 255);
    });

    /// <summary>The scene, opaque on the left and more and more transparent to the right.</summary>
    public static Picture Fading(int width, int height)
    {
        var scene = Scene(width, height);
        return Draw(width, height, (x, y) => scene[x, y] is var pixel ? (pixel.R, pixel.G, pixel.B, 255 - (x * 255 / (width - 1))) : default);
    }

    /// <summary>The picture scaled down by averaging areas: a scaler too simple to be wrong.</summary>
    public Picture Downscale(int width, int height) => Draw(width, height, (x, y) =>
    {
        var (fromX, toX) = (x * Width / width, Math.Max((x + 1) * Width / width, (x * Width / width) + 1));
        var (fromY, toY) = (y * Height / height, Math.Max((y + 1) * Height / height, (y * Height / height) + 1));
        int r = 0, g = 0, b = 0, a = 0, n = 0;
        for (var sourceY = fromY; sourceY < toY; sourceY++)
        {
            for (var sourceX = fromX; sourceX < toX; sourceX++)
            {
                var pixel = this[sourceX, sourceY];
                (r, g, b, a, n) = (r + pixel.R, g + pixel.G, b + pixel.B, a + pixel.A, n + 1);
            }
        }

        return (r / n, g / n, b / n, a / n);
    });

    /// <summary>Peak signal-to-noise ratio in decibels over red, green and blue: 30 looks much the same, 40 the same.</summary>
    public double SimilarityTo(Picture other)
    {
        Assert.AreEqual((Width, Height), (other.Width, other.Height));
        var squares = 0.0;
        for (var i = 0; i < Rgba.Length; i++)
        {
            squares += i % 4 == 3 ? 0 : Math.Pow(Rgba[i] - other.Rgba[i], 2);
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(squares / (Width * Height * 3), 1e-9));
    }

    private static char Name((byte R, byte G, byte B, byte A) pixel) => (pixel.R > 200, pixel.G > 200, pixel.B > 200) switch
    {
        (true, true, true) => 'W',
        (true, false, false) => 'R',
        (false, true, false) => 'G',
        (false, false, true) => 'B',
        _ => '?',
    };

    private static int Wave(double phase) => (int)(127.5 + (127 * Math.Sin(phase)));
}
