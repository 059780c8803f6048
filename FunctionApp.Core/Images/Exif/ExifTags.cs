using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Tiff;
using Directory = MetadataExtractor.Directory;

namespace FunctionApp.Core.Images.Exif;

/// <summary>Takes from a TIFF structure the few tags we want, and goes no further than it must.</summary>
/// <remarks>
/// Hostile files chain directories thousands deep (the stock handler follows them, one stack frame each, until the process dies), or
/// let thousands of entries claim the same megabytes. Here a directory is entered once and never from another one than the first, values
/// are small or skipped, and all work is counted.
/// </remarks>
internal sealed class ExifTags(bool includeGps) : DirectoryTiffHandler([])
{
    private const int MaxValueBytes = 1024;
    private const int MaxSteps = 1_000_000;

    private static readonly HashSet<int> Wanted =
    [
        ExifDirectoryBase.TagMake, ExifDirectoryBase.TagModel, ExifDirectoryBase.TagSoftware,
        ExifDirectoryBase.TagLensModel, ExifDirectoryBase.TagExposureTime, ExifDirectoryBase.TagFNumber,
        ExifDirectoryBase.TagIsoEquivalent, ExifDirectoryBase.TagFocalLength,
        ExifDirectoryBase.TagDateTimeOriginal, ExifDirectoryBase.TagTimeZoneOriginal,
        ExifDirectoryBase.TagDateTimeDigitized, ExifDirectoryBase.TagTimeZoneDigitized,
    ];

    private int _steps;
    private bool _enteredExposure;
    private bool _enteredGps;

    /// <summary>The first directory: the camera.</summary>
    public Directory Image { get; } = new ExifIfd0Directory();

    /// <summary>The EXIF directory: how the picture was taken.</summary>
    public Directory Exposure { get; } = new ExifSubIfdDirectory();

    /// <summary>The GPS directory: where it was taken; empty unless asked for.</summary>
    public Directory Gps { get; } = new GpsDirectory();

    public override void SetTiffMarker(int marker)
    {
        if (marker != 42)
        {
            throw new TiffProcessingException("Not a TIFF structure.");
        }

        PushDirectory(Image);
    }

    public override bool TryEnterSubIfd(int tagType)
    {
        CountStep();
        if (CurrentDirectory != Image)
        {
            return false;
        }

        if (tagType == ExifIfd0Directory.TagExifSubIfdOffset && !_enteredExposure)
        {
            _enteredExposure = true;
            PushDirectory(Exposure);
            return true;
        }

        if (tagType == ExifIfd0Directory.TagGpsInfoOffset && includeGps && !_enteredGps)
        {
            _enteredGps = true;
            PushDirectory(Gps);
            return true;
        }

        return false;
    }

    public override bool HasFollowerIfd() => false;

    public override bool CustomProcessTag(
        int tagOffset, ICollection<int> processedIfdOffsets, MetadataExtractor.IO.IndexedReader reader, int tagId, int byteCount)
    {
        CountStep();
        var isWanted = byteCount is >= 0 and <= MaxValueBytes && (CurrentDirectory == Gps || Wanted.Contains(tagId));
        return !isWanted;
    }

    public override bool TryCustomProcessFormat(int tagId, TiffDataFormatCode formatCode, uint componentCount, out long byteCount)
    {
        byteCount = 0;
        return false;
    }

    private void CountStep()
    {
        if (++_steps > MaxSteps)
        {
            throw new TiffProcessingException("More entries than any camera writes.");
        }
    }
}
