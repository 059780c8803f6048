namespace FunctionApp.Tests.Images.Fixtures;

/// <summary>Writes GIF files by hand.</summary>
internal static class Gif
{
    /// <summary>An animation of frames of one pixel, first red and then black; the picture may claim to be larger.</summary>
    public static byte[] Animation(int frames, int width = 1, int height = 1)
    {
        byte[] screen = [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 255, 0, 0, 0, 0, 0];
        return [.. screen, .. Enumerable.Range(0, frames).SelectMany(frame => Frame(colour: frame == 0 ? 0 : 1)), 0x3B];
    }

    // One pixel in LZW of 2-bit symbols, lowest bits first: clear (4), the colour, end (5), three bits each.
    private static byte[] Frame(int colour)
    {
        var bits = 4 | (colour << 3) | (5 << 6);
        return [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, (byte)bits, (byte)(bits >> 8), 0];
    }
}
