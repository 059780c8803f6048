using System.Globalization;
using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Tiff;
using Directory = MetadataExtractor.Directory;

namespace FunctionApp.Core.Images.Exif;

/// <summary>Reads what a camera wrote into an image: EXIF 2.32 (CIPA DC-008) in JPEG, PNG, WebP, AVIF and TIFF.</summary>
public static class ExifReader
{
    private const int MaxTextLength = 128;

    /// <summary>Reads the EXIF of an encoded image.</summary>
    /// <remarks>
    /// Bytes that lie cost nothing: whatever they are, this returns, within time linear in their number and without copying them. What is
    /// readable of a damaged block is returned.
    /// </remarks>
    /// <param name="encodedImage">The whole file.</param>
    /// <param name="includeGps">Whether to tell where the picture was taken. By default the place is not even looked at.</param>
    /// <returns>Null when there is nothing to tell.</returns>
    public static ExifData? Read(ReadOnlyMemory<byte> encodedImage, bool includeGps = false)
    {
        var tags = new ExifTags(includeGps);
        try
        {
            if (ExifBlock.Find(encodedImage) is { } block)
            {
                TiffReader.ProcessTiff(new MemoryReader(block), tags);
            }
        }
        catch (Exception)
        {
            // Whatever a parser says of hostile bytes, they are damaged from here on; what was read until now is kept.
        }

        var exif = new ExifData
        {
            CameraMake = Text(tags.Image, ExifDirectoryBase.TagMake),
            CameraModel = Text(tags.Image, ExifDirectoryBase.TagModel),
            Lens = Text(tags.Exposure, ExifDirectoryBase.TagLensModel),
            ExposureTime = Seconds(Positive(tags.Exposure, ExifDirectoryBase.TagExposureTime)),
            FNumber = Round(Positive(tags.Exposure, ExifDirectoryBase.TagFNumber), digits: 2),
            Iso = Positive(tags.Exposure, ExifDirectoryBase.TagIsoEquivalent) is >= 1 and var iso ? (int)iso : null,
            FocalLengthMm = Round(Positive(tags.Exposure, ExifDirectoryBase.TagFocalLength), digits: 2),
            TakenAt = Time(tags.Exposure, ExifDirectoryBase.TagDateTimeOriginal, ExifDirectoryBase.TagTimeZoneOriginal)
                ?? Time(tags.Exposure, ExifDirectoryBase.TagDateTimeDigitized, ExifDirectoryBase.TagTimeZoneDigitized),
            Software = Text(tags.Image, ExifDirectoryBase.TagSoftware),
            Gps = Position(tags.Gps),
        };

        return exif == new ExifData() ? null : exif;
    }

    /// <summary>Text fit to be shown: one line, no control or invisible formatting characters, at most 128 characters.</summary>
    private static string? Text(Directory directory, int tag)
    {
        if (directory.GetStringValue(tag) is not { Bytes: { } bytes })
        {
            return null;
        }

        var length = Array.IndexOf(bytes, (byte)0) is var end and >= 0 ? end : bytes.Length;
        var text = new StringBuilder();
        foreach (var rune in Decode(bytes.AsSpan(0, length)).EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaxTextLength)
            {
                break;
            }

            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                text.Append(rune);
            }
        }

        return text.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    /// <summary>The standard says ASCII; what is written beyond it is UTF-8 or, by older devices, Latin-1.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    private static double? Positive(Directory directory, int tag) =>
        directory.TryGetDouble(tag, out var value) && value is > 0 and <= int.MaxValue ? value : null;

    private static double? Round(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;

    private static string? Seconds(double? seconds) => seconds switch
    {
        null => null,
        < 0.3 => string.Create(CultureInfo.InvariantCulture, $"1/{1 / seconds:0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#}"),
    };

    private static string? Time(Directory directory, int timeTag, int offsetTag)
    {
        if (!DateTime.TryParseExact(
                Text(directory, timeTag), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        var offset = Text(directory, offsetTag);
        var isOffset = DateTime.TryParseExact(offset, "zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return time.ToString("s", CultureInfo.InvariantCulture) + (isOffset ? offset : null);
    }

    private static GpsPosition? Position(Directory directory)
    {
        var latitude = Degrees(directory, GpsDirectory.TagLatitude, GpsDirectory.TagLatitudeRef, negative: "S");
        var longitude = Degrees(directory, GpsDirectory.TagLongitude, GpsDirectory.TagLongitudeRef, negative: "W");
        return latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? new GpsPosition(Math.Round(latitude.Value, 6), Math.Round(longitude.Value, 6), Altitude(directory))
            : null;
    }

    private static double? Degrees(Directory directory, int tag, int referenceTag, string negative)
    {
        if (directory.GetRationalArray(tag) is not [var degrees, var minutes, var seconds])
        {
            return null;
        }

        var value = degrees.ToDouble() + (minutes.ToDouble() / 60) + (seconds.ToDouble() / 3600);
        return string.Equals(Text(directory, referenceTag), negative, StringComparison.OrdinalIgnoreCase) ? -value : value;
    }

    private static double? Altitude(Directory directory)
    {
        if (!directory.TryGetDouble(GpsDirectory.TagAltitude, out var metres) || !double.IsFinite(metres))
        {
            return null;
        }

        var isBelowSeaLevel = directory.TryGetInt32(GpsDirectory.TagAltitudeRef, out var reference) && reference == 1;
        return Math.Round(isBelowSeaLevel ? -metres : metres, 1);
    }
}
