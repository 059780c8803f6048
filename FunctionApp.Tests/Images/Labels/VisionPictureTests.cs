using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Vips;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Images.Labels;

[TestClass]
public sealed class VisionPictureTests
{
    private readonly VisionPicture _pictures = new(
        new ImageEngines([new VipsImageEngine(Options.Create(new ImageLimits()))], Options.Create(new ImageOptions())));

    [TestMethod]
    [DataRow(4000, 3000, 1600, 1600, DisplayName = "scaled down")]
    [DataRow(3000, 4000, 1600, 1600, DisplayName = "scaled down, upright")]
    [DataRow(320, 240, 1600, 320, DisplayName = "never enlarged")]
    [DataRow(50, 50, 1600, 50, DisplayName = "the smallest")]
    [DataRow(49, 4000, 1600, null, DisplayName = "too narrow")]
    [DataRow(10_000, 100, 1600, 5000, DisplayName = "a panorama keeps the shortest height there may be")]
    [DataRow(16_000, 50, 1600, 16_000, DisplayName = "the longest")]
    [DataRow(40_000, 100, 1600, null, DisplayName = "no scaling helps")]
    public void The_longer_side_is_scaled_so_that_both_are_within_the_limits(int width, int height, int maxSide, int? expected)
        => Assert.AreEqual(expected, VisionPicture.SideFor(width, height, maxSide));

    [TestMethod]
    public async Task The_picture_is_a_JPEG_of_the_size_asked_for()
    {
        var made = await _pictures.MakeAsync(TestImages.Photo(640, 320, seed: 1), maxSide: 200, CancellationToken.None);
        var probe = await TestImages.ProbeAsync(made.Value!);

        Assert.AreEqual((ImageFormat.Jpeg, 200, 100), (probe.Format, probe.Width, probe.Height));
    }

    [TestMethod]
    public async Task An_image_too_small_for_the_service_is_told_so_without_asking_it()
    {
        var made = await _pictures.MakeAsync(TestImages.Solid(49, 49, 10, 20, 30), maxSide: 200, CancellationToken.None);

        Assert.AreEqual("The vision service takes no image of 49 x 49 pixels.", made.Failure!.Message);
    }

    [TestMethod]
    public async Task What_is_no_image_is_a_failure()
    {
        var made = await _pictures.MakeAsync("no image"u8.ToArray(), maxSide: 200, CancellationToken.None);

        Assert.AreEqual(ImageFailureKind.NotAnImage, made.Failure!.Kind);
    }
}
