namespace FunctionApp.Local.Samples;

/// <summary>An uncompressed TIFF: pixels in a form that any image engine reads, at the cost of a copy.</summary>
internal sealed class TiffImage
{
    private const int BitsPerSample = 8;

    private readonly byte[] _file;
    private readonly int _pixelsAt;

    /// <summary>Lays out a file for pixels of red, green, blue and, with 4 channels, opacity.</summary>
    public TiffImage(int width, int height, int channels)
    {
        // The offset of the pixels is the length of what comes before them, which does not depend on it.
        _pixelsAt = Header(0).Length;
        _file = new byte[_pixelsAt + (width * height * channels)];
        Header(_pixelsAt).CopyTo(_file, 0);

        byte[] Header(int pixelsAt)
        {
            var directory = new TiffDirectory()
                .AddLong(256, (uint)width)
                .AddLong(257, (uint)height)
                .AddShorts(258, [.. Enumerable.Repeat((ushort)BitsPerSample, channels)])
                .AddShorts(259, 1) // not compressed
                .AddShorts(262, 2) // RGB
                .AddLong(273, (uint)pixelsAt)
                .AddShorts(277, (ushort)channels)
                .AddLong(278, (uint)height) // in one strip
                .AddLong(279, (uint)(width * height * channels));
            return (channels == 4 ? directory.AddShorts(338, 2) : directory).ToTiff();
        }
    }

    /// <summary>The pixels, row after row.</summary>
    public Memory<byte> Pixels => _file.AsMemory(_pixelsAt);

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> File => _file;
}
