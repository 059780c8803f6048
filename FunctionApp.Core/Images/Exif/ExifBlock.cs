using System.Buffers.Binary;

namespace FunctionApp.Core.Images.Exif;

/// <summary>Finds the EXIF block, a small TIFF structure, inside of an encoded image.</summary>
internal static class ExifBlock
{
    private static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>The block where it lies; null when there is none. Never throws; one pass over the file's outer structure.</summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var found = ImageFormats.Recognise(bytes[..Math.Min(bytes.Length, ImageFormats.HeadLength)]) switch
        {
            ImageFormat.Jpeg => InJpeg(bytes),
            ImageFormat.Png => InPng(bytes),
            ImageFormat.WebP => InWebP(bytes),
            ImageFormat.Avif => HeifItems.FindExif(bytes),
            ImageFormat.Tiff => Range.All,
            _ => null,
        };

        if (found is not { } range)
        {
            return null;
        }

        // JPEG needs the prefix; some writers put it into the other formats too.
        var block = file[range];
        return block.Span.StartsWith(Prefix) ? block[Prefix.Length..] : block;
    }

    /// <summary>ISO/IEC 10918-1, B.1.1: marker segments up to the first scan.</summary>
    private static Range? InJpeg(ReadOnlySpan<byte> bytes)
    {
        const byte fill = 0xFF;
        const byte app1 = 0xE1;
        const byte startOfScan = 0xDA;

        var position = 2;
        while (position + 4 <= bytes.Length && bytes[position] == fill)
        {
            var marker = bytes[position + 1];
            if (marker == fill)
            {
                position++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
            var end = position + 2 + length;
            if (marker == startOfScan || length < 2 || end > bytes.Length)
            {
                return null;
            }

            if (marker == app1 && bytes[(position + 4)..end].StartsWith(Prefix))
            {
                return (position + 4)..end;
            }

            position = end;
        }

        return null;
    }

    /// <summary>PNG (W3C, third edition), 11.3.3.5: the chunk eXIf, anywhere.</summary>
    private static Range? InPng(ReadOnlySpan<byte> bytes)
    {
        const int overhead = 12;

        var position = 8;
        while (position + overhead <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            if (length > bytes.Length - position - overhead)
            {
                return null;
            }

            if (bytes[(position + 4)..].StartsWith("eXIf"u8))
            {
                return (position + 8)..(position + 8 + (int)length);
            }

            position += overhead + (int)length;
        }

        return null;
    }

    /// <summary>RFC 9649, 2.7.1.5: the RIFF chunk EXIF.</summary>
    private static Range? InWebP(ReadOnlySpan<byte> bytes)
    {
        const int header = 8;

        var position = 12;
        while (position + header <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
            if (length > bytes.Length - position - header)
            {
                return null;
            }

            if (bytes[position..].StartsWith("EXIF"u8))
            {
                return (position + header)..(position + header + (int)length);
            }

            position += header + (int)length + (int)(length & 1);
        }

        return null;
    }
}
