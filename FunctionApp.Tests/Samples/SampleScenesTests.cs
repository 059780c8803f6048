using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Exif;
using FunctionApp.Local.Samples;
using FunctionApp.Tests.Support;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using ExifReader = FunctionApp.Core.Images.Exif.ExifReader;

namespace FunctionApp.Tests.Samples;

[TestClass]
public sealed class SampleScenesTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(false, "quadrants.jpg")]
    [DataRow(true, "quadrants.png")]
    public async Task A_scene_is_written_in_its_format_with_its_exif(bool hasAlpha, string fileName)
    {
        using var folder = new TemporaryFolder();
        var engine = new TiffOnlyEngine();

        var paths = await SampleScenes.WriteAsync([new Quadrants(hasAlpha: hasAlpha)], folder.File("samples"), engine, TestContext.CancellationToken);

        Assert.AreEqual(folder.File("samples", fileName), paths.Single());
        var expected = new ExifData
        {
            CameraMake = "FunctionApp",
            CameraModel = "Sample Camera",
            Lens = "35mm F2",
            ExposureTime = "1/250",
            FNumber = 5.6,
            Iso = 200,
            FocalLengthMm = 35,
            TakenAt = "2026-06-21T21:14:03-03:30",
            Software = "FunctionApp samples",
            Gps = new GpsPosition(-24.726939, 139.700561, 620),
        };
        Assert.AreEqual(expected, ExifReader.Read(await File.ReadAllBytesAsync(paths[0], TestContext.CancellationToken), includeGps: true));
    }

    [TestMethod]
    [DataRow((ushort)1, 24, 16, "red green blue white")]
    [DataRow((ushort)6, 16, 24, "green blue white red")]
    [DataRow((ushort)8, 16, 24, "white red green blue")]
    public async Task A_turned_camera_records_the_scene_on_its_side_and_says_so(ushort orientation, int width, int height, string cornersClockwise)
    {
        using var folder = new TemporaryFolder();
        var engine = new TiffOnlyEngine();

        var paths = await SampleScenes.WriteAsync([new Quadrants(orientation)], folder.Path, engine, TestContext.CancellationToken);

        var (tiff, spec) = engine.Requests.Single();
        Assert.AreEqual(width, spec.Width);
        Assert.AreEqual(cornersClockwise, string.Join(' ', Corners(tiff.AsSpan(^(width * height * 3)..), width, height)));
        Assert.AreEqual(orientation, Orientation(paths[0]));
    }

    [TestMethod]
    public async Task A_scene_that_the_engine_refuses_is_an_error_with_its_words()
    {
        using var folder = new TemporaryFolder();
        var engine = new TiffOnlyEngine(new ImageFailure(ImageFailureKind.TooLarge, "over the limit"));

        var error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => SampleScenes.WriteAsync([new Quadrants()], folder.Path, engine, TestContext.CancellationToken));

        Assert.Contains("over the limit", error.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Writing_stops_when_cancelled()
    {
        using var folder = new TemporaryFolder();
        var engine = new TiffOnlyEngine();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => SampleScenes.WriteAsync([new Quadrants()], folder.Path, engine, new CancellationToken(canceled: true)));

        Assert.IsEmpty(engine.Requests);
    }

    [TestMethod]
    public void The_set_covers_what_cameras_do()
    {
        var scenes = SampleScenes.All;

        Assert.HasCount(6, scenes);
        Assert.HasCount(6, scenes.Select(scene => scene.Name).Distinct());
        Assert.IsTrue(scenes.All(scene => scene.Width * scene.Height is > 6_000_000 and < 25_000_000));
        Assert.IsTrue(scenes.All(scene => scene.Width % scene.Enlargement == 0 && scene.Height % scene.Enlargement == 0));
        Assert.Contains(scene => scene.Width > scene.Height, scenes);
        Assert.Contains(scene => scene.Width < scene.Height, scenes);
        Assert.ContainsSingle(scene => scene.HasAlpha, scenes);
        Assert.Contains(scene => scene.Shot.Orientation == 6, scenes);
        Assert.Contains(scene => scene.Shot.Orientation == 8, scenes);
    }

    [TestMethod]
    public void Scenes_are_different_pictures_with_light_and_shade()
    {
        var analyses = SampleScenes.All.Select(scene => ImageAnalyzer.Analyze(Preview(scene))).ToArray();

        Assert.IsTrue(analyses.All(analysis => analysis.Contrast > 0.05 && analysis.Brightness is > 0.05 and < 0.95));
        var distances =
            from i in Enumerable.Range(0, analyses.Length)
            from j in Enumerable.Range(0, i)
            select PerceptualHash.Distance(analyses[i].PerceptualHash, analyses[j].PerceptualHash);
        Assert.IsGreaterThan(16, distances.Min());
    }

    [TestMethod]
    public void A_scene_looks_the_same_every_time()
    {
        foreach (var scene in SampleScenes.All)
        {
            CollectionAssert.AreEqual(Preview(scene).Pixels, Preview(scene).Pixels, scene.Name);
        }
    }

    [TestMethod]
    public void Only_the_cut_out_scene_has_transparent_parts()
    {
        foreach (var scene in SampleScenes.All)
        {
            var preview = Preview(scene);
            var center = ((preview.Height / 2 * preview.Width) + (preview.Width / 2)) * 4;

            Assert.AreEqual(scene.HasAlpha ? 0 : 255, preview.Pixels[3], scene.Name);
            Assert.AreEqual(255, preview.Pixels[center + 3], scene.Name);
        }
    }

    private static RgbaImage Preview(Scene scene)
    {
        const int height = 72;

        var canvas = new Canvas(scene.Width * height / scene.Height, height);
        scene.Draw(canvas);
        var pixels = new byte[canvas.Width * canvas.Height * 4];
        new Film(Enlargement: 1, scene.Grain, Channels: 4).Develop(canvas, pixels);
        return new RgbaImage(canvas.Width, canvas.Height, pixels);
    }

    private static string[] Corners(ReadOnlySpan<byte> pixels, int width, int height) =>
    [
        NameOf(pixels[..3]),
        NameOf(pixels.Slice((width - 1) * 3, 3)),
        NameOf(pixels[^3..]),
        NameOf(pixels.Slice((height - 1) * width * 3, 3)),
    ];

    private static string NameOf(ReadOnlySpan<byte> pixel) => (pixel[0] > 128, pixel[1] > 128, pixel[2] > 128) switch
    {
        (true, false, false) => "red",
        (false, true, false) => "green",
        (false, false, true) => "blue",
        (true, true, true) => "white",
        _ => "other",
    };

    private static int Orientation(string path) =>
        ImageMetadataReader.ReadMetadata(path).OfType<ExifIfd0Directory>().Single().GetInt32(ExifDirectoryBase.TagOrientation);
}
