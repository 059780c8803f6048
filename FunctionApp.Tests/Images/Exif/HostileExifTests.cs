using System.Buffers.Binary;
using FunctionApp.Core.Images.Exif;

namespace FunctionApp.Tests.Images.Exif;

/// <summary>Every one of these returns; a reader that follows them blindly dies of stack, memory or time.</summary>
[TestClass]
public sealed class HostileExifTests
{
    private const ushort Make = 0x010F;
    private const ushort Model = 0x0110;
    private const ushort SubDirectories = 0x014A;
    private const ushort ExposureDirectory = 0x8769;

    [TestMethod]
    [DataRow(0xFFFF_FFFFu)]
    [DataRow(0x7FFF_FFFFu)]
    [DataRow(0x4000_0001u)]
    [DataRow(2_000_000u)]
    public void A_huge_count_is_skipped_and_the_rest_is_read(uint count)
    {
        foreach (var type in Enumerable.Range(0, 14))
        {
            var exif = ExifReader.Read(
                new ExifBytes().Image(Make, (ushort)type, count, [1, 2, 3, 4]).ImageText(Model, "One").ToJpeg(), includeGps: true);

            Assert.AreEqual(new ExifData { CameraModel = "One" }, exif, $"type {type}");
        }
    }

    [TestMethod]
    public void A_directory_that_points_to_itself_is_read_once()
    {
        var exif = new ExifBytes();
        exif.ImageText(Make, "Acme").Image(ExposureDirectory, type: 4, count: 1, exif.Long(8)).Image(SubDirectories, type: 4, count: 1, exif.Long(8));
        var tiff = exif.ToTiff();
        var next = 8 + 2 + (12 * BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(8)));
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(next), 8);

        Assert.AreEqual("Acme", ExifReader.Read(Files.Jpeg(tiff), includeGps: true)?.CameraMake);
    }

    [TestMethod]
    public void A_chain_of_following_directories_is_not_followed()
    {
        // 6 bytes each: no entries, and the offset of the next one.
        var tiff = Tiff(directories: 10_000, size: 6, (bytes, next) => BinaryPrimitives.WriteInt32LittleEndian(bytes[2..], next));

        Assert.IsNull(ExifReader.Read(Files.Jpeg(tiff)));
    }

    [TestMethod]
    [DataRow(SubDirectories)]
    [DataRow(ExposureDirectory)]
    public void A_chain_of_nested_directories_is_not_followed(int tag)
    {
        var tiff = Tiff(directories: 1_000_000, size: 18, (bytes, next) =>
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[6..], 1);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[10..], next);
        });

        Assert.IsNull(ExifReader.Read(tiff));
    }

    [TestMethod]
    public void Entries_that_all_claim_the_whole_file_cost_nothing()
    {
        // 60,000 entries, each of them 4 MB of offsets to directories: 60 thousand million steps for whoever takes them at their word.
        const int entries = 60_000;
        const int length = 5_000_000;
        var tiff = new byte[length];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(8), entries);
        for (var i = 0; i < entries; i++)
        {
            var entry = tiff.AsSpan(10 + (12 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, Make);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 4);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 1_000_000);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], 8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var exif = ExifReader.Read(tiff);

        Assert.IsNull(exif);
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    public void A_tag_of_any_type_gives_a_clean_value_or_none(int count)
    {
        var value = Enumerable.Range(200, 8 * count).Select(i => (byte)i).ToArray();
        foreach (var type in Enumerable.Range(0, 16).Select(type => (ushort)type))
        {
            var exif = new ExifBytes();
            ushort[] imageTags = [0x010F, 0x0110, 0x0131];
            ushort[] exposureTags = [0x829A, 0x829D, 0x8827, 0x9003, 0x9004, 0x9011, 0x9012, 0x920A, 0xA434];
            Array.ForEach(imageTags, tag => exif.Image(tag, type, (uint)count, value));
            Array.ForEach(exposureTags, tag => exif.Exposure(tag, type, (uint)count, value));
            for (ushort tag = 1; tag <= 6; tag++)
            {
                exif.Gps(tag, type, (uint)count, value);
            }

            AssertClean(ExifReader.Read(exif.ToJpeg(), includeGps: true));
        }
    }

    [TestMethod]
    public void Every_truncation_returns()
    {
        foreach (var file in AllContainers())
        {
            for (var length = 0; length < file.Length; length++)
            {
                ExifReader.Read(file.AsMemory(0, length), includeGps: true);
            }
        }
    }

    [TestMethod]
    public void Random_damage_gives_clean_values_or_none()
    {
        var random = new Random(20260621);
        foreach (var file in AllContainers())
        {
            for (var round = 0; round < 4_000; round++)
            {
                var damaged = file.ToArray();
                for (var flips = random.Next(1, 12); flips > 0; flips--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                AssertClean(ExifReader.Read(damaged, includeGps: true));
            }
        }
    }

    private static IEnumerable<byte[]> AllContainers() =>
        from tiff in (byte[][])[ExifReaderTests.Complete().ToTiff(), ExifReaderTests.Complete(bigEndian: true).ToTiff()]
        from file in (byte[][])[tiff, Files.Jpeg(tiff), Files.Png(tiff), Files.WebP(tiff), Files.Avif(tiff)]
        select file;

    private static void AssertClean(ExifData? exif)
    {
        foreach (var text in (string?[])[exif?.CameraMake, exif?.CameraModel, exif?.Lens, exif?.Software, exif?.TakenAt, exif?.ExposureTime])
        {
            Assert.IsFalse(text?.Any(char.IsControl) ?? false);
            Assert.IsLessThanOrEqualTo(128, text?.Length ?? 0);
        }

        foreach (var number in (double?[])[exif?.FNumber, exif?.FocalLengthMm, exif?.Iso])
        {
            Assert.IsTrue(number is null or (>= 0 and <= int.MaxValue));
        }

        Assert.IsTrue(exif?.Gps is null or { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 });
    }

    private delegate void WriteDirectory(Span<byte> bytes, int next);

    private static byte[] Tiff(int directories, int size, WriteDirectory write)
    {
        var tiff = new byte[8 + (directories * size)];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        for (var i = 0; i < directories; i++)
        {
            var at = 8 + (i * size);
            write(tiff.AsSpan(at, size), at + size);
        }

        return tiff;
    }
}
