using System.Buffers.Binary;

namespace FunctionApp.Core.Images.Exif;

/// <summary>The items of a HEIF or AVIF file (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, annex A).</summary>
internal static class HeifItems
{
    private const int MaxItems = 10_000;

    /// <summary>Where the item of type Exif lies, past its own offset field; null when there is none in one piece in the file.</summary>
    public static Range? FindExif(ReadOnlySpan<byte> file)
    {
        if (!TryFindBox(file, 0..file.Length, "meta"u8, out var meta) || meta.End.Value - meta.Start.Value < 4)
        {
            return null;
        }

        var children = (meta.Start.Value + 4)..meta.End;
        if (!TryFindBox(file, children, "iinf"u8, out var itemInfo)
            || !TryFindBox(file, children, "iloc"u8, out var itemLocation)
            || ExifItemId(file, itemInfo) is not { } id
            || Location(file[itemLocation], id) is not { } location
            || location.Offset < 0
            || location.Length < 4
            || location.Offset > file.Length - location.Length)
        {
            return null;
        }

        // The item begins with the distance of the TIFF header from its own end.
        var start = location.Offset + 4 + BinaryPrimitives.ReadUInt32BigEndian(file[(int)location.Offset..]);
        var end = location.Offset + location.Length;
        return start < end ? (int)start..(int)end : null;
    }

    private static bool TryFindBox(ReadOnlySpan<byte> file, Range within, ReadOnlySpan<byte> type, out Range content)
    {
        long position = within.Start.Value;
        long end = within.End.Value;
        while (position + 8 <= end)
        {
            var box = file[(int)position..(int)end];
            var (header, size) = BinaryPrimitives.ReadUInt32BigEndian(box) switch
            {
                0 => (8, box.Length),
                1 when box.Length >= 16 => (16, BinaryPrimitives.ReadInt64BigEndian(box[8..])),
                var small => (8, small),
            };
            if (size < header || size > box.Length)
            {
                break;
            }

            if (box[4..].StartsWith(type))
            {
                content = ((int)position + header)..(int)(position + size);
                return true;
            }

            position += size;
        }

        content = default;
        return false;
    }

    private static uint? ExifItemId(ReadOnlySpan<byte> file, Range itemInfo)
    {
        // Version and flags, then a count of 2 or 4 bytes; the entries are boxes, so the count is not needed.
        var (start, end) = (itemInfo.Start.Value, itemInfo.End.Value);
        if (start >= end)
        {
            return null;
        }

        var entries = (start + (file[start] == 0 ? 6 : 8))..end;
        for (var i = 0; i < MaxItems && entries.Start.Value < end && TryFindBox(file, entries, "infe"u8, out var entry); i++)
        {
            var reader = new BigEndianReader(file[entry]);
            var version = reader.Read(4) >> 24;
            var id = reader.Read(version == 2 ? 2 : 4);
            reader.Read(2);
            if (version >= 2 && reader.Read(4) == BinaryPrimitives.ReadUInt32BigEndian("Exif"u8) && !reader.IsPastEnd)
            {
                return (uint)id;
            }

            entries = entry.End..end;
        }

        return null;
    }

    private static (long Offset, long Length)? Location(ReadOnlySpan<byte> itemLocation, uint id)
    {
        var reader = new BigEndianReader(itemLocation);
        var version = reader.Read(4) >> 24;
        var sizes = (int)reader.Read(2);
        var (offsetSize, lengthSize, baseSize) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15);
        var indexSize = version == 0 ? 0 : sizes & 15;
        var items = Math.Min(reader.Read(version < 2 ? 2 : 4), MaxItems);
        for (var i = 0; i < items && !reader.IsPastEnd; i++)
        {
            var itemId = reader.Read(version < 2 ? 2 : 4);
            var isInFile = version == 0 || (reader.Read(2) & 15) == 0;
            reader.Read(2);
            var offset = reader.Read(baseSize);
            var extents = reader.Read(2);
            if (itemId == id)
            {
                reader.Read(indexSize);
                offset += reader.Read(offsetSize);
                var length = reader.Read(lengthSize);
                return isInFile && extents == 1 && !reader.IsPastEnd ? (offset, length) : null;
            }

            reader.Skip(extents * (indexSize + offsetSize + lengthSize));
        }

        return null;
    }

    /// <summary>Reads numbers one after the other; past the end they are 0.</summary>
    private ref struct BigEndianReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private long _position;

        public readonly bool IsPastEnd => _position > _bytes.Length;

        public long Read(int size)
        {
            var value = 0L;
            for (var i = _position; i < _position + size; i++)
            {
                value = (value << 8) | (i < _bytes.Length ? _bytes[(int)i] : 0L);
            }

            _position += size;
            return value;
        }

        public void Skip(long size) => _position += size;
    }
}
