using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Core.Images.Vips.Native;
using FunctionApp.Tests.Images.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Images.Vips;

/// <summary>What is set and counted once per process, and so is tested when no other test runs.</summary>
[TestClass]
[DoNotParallelize]
public sealed class VipsRuntimeTests
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task Nothing_is_left_behind_by_good_images_bad_images_and_consumers_that_fail()
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits()));
        var good = Jpeg.WithExif(SampleImages.Encode(Picture.Scene(300, 200), ImageFormat.Jpeg), orientation: 6);
        var clear = SampleImages.Encode(Picture.Fading(300, 200), ImageFormat.Png);
        await UseAsync();
        var (bytes, allocations) = (VipsRuntime.TrackedBytes, VipsRuntime.TrackedAllocations);

        for (var i = 0; i < 20; i++)
        {
            await UseAsync();
        }

        // libvips frees the line buffers of its idle threads when it pleases, so that there may be less than before.
        Assert.IsLessThanOrEqualTo(bytes, VipsRuntime.TrackedBytes);
        Assert.IsLessThanOrEqualTo(allocations, VipsRuntime.TrackedAllocations);

        async Task UseAsync()
        {
            RenditionSpec[] specs = [Spec(ImageFormat.WebP, 200), Spec(ImageFormat.Jpeg, 100), Spec(ImageFormat.Png, 50)];
            Assert.IsNull(await engine.RenderAsync(good, specs, (_, _) => Task.CompletedTask, Cancellation));
            Assert.IsNull(await engine.RenderAsync(clear, specs, (_, _) => Task.CompletedTask, Cancellation));
            Assert.IsNotNull(await engine.RenderAsync(good.AsMemory(0, good.Length / 2), specs, (_, _) => Task.CompletedTask, Cancellation));
            Assert.IsNull((await engine.DecodePreviewAsync(clear, 32, Cancellation)).Failure);
            await Assert.ThrowsExactlyAsync<IOException>(
                () => engine.RenderAsync(good, specs, (_, _) => throw new IOException("disk full"), Cancellation));
        }
    }

    [TestMethod]
    public async Task A_giant_picture_is_refused_without_memory_for_its_pixels()
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits()));
        var before = VipsRuntime.TrackedBytesAtMost;

        var failure = await engine.RenderAsync(
            Png.ClaimingSize(60_000, 60_000), [Spec(ImageFormat.Jpeg, 100)], (_, _) => Task.CompletedTask, Cancellation);

        Assert.AreEqual(ImageFailureKind.TooLarge, failure?.Kind);
        Assert.AreEqual(before, VipsRuntime.TrackedBytesAtMost);
    }

    [TestMethod]
    public async Task Svg_is_drawn_when_it_is_allowed_and_then_only_by_engines_that_allow_it()
    {
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\" fill=\"red\"/></svg>"u8.ToArray();
        using var trusting = new VipsImageEngine(Options.Create(new ImageLimits { AllowSvg = true }));
        using var careful = new VipsImageEngine(Options.Create(new ImageLimits()));

        var drawn = await trusting.DecodePreviewAsync(svg, 20, Cancellation);
        var refused = await careful.DecodePreviewAsync(svg, 20, Cancellation);

        Assert.AreEqual("RRRR", Picture.Of(drawn.Value!).Corners);
        Assert.AreEqual(ImageFailureKind.UnsupportedFormat, refused.Failure?.Kind);
    }

    [TestMethod]
    public void The_engine_is_registered_as_a_port_with_its_limits()
    {
        using var services = new ServiceCollection()
            .AddVipsImageEngine()
            .AddVipsImageEngine()
            .AddSingleton(Options.Create(new ImageLimits { AllowSvg = true }))
            .BuildServiceProvider();

        var engine = services.GetServices<IImageEngine>().Single();

        Assert.AreEqual("libvips", engine.Name);
        Assert.Contains(ImageFormat.Svg, engine.Capabilities.Inputs);
    }

    [TestMethod]
    public void A_recent_libvips_reads_and_writes_all_formats_of_the_design()
    {
        using var engine = new VipsImageEngine(Options.Create(new ImageLimits()));

        Assert.IsTrue(VipsRuntime.Version >= new Version(8, 15), VipsRuntime.Version.ToString());
        Assert.IsTrue(engine.Capabilities.Inputs.SetEquals(Enum.GetValues<ImageFormat>().Except([ImageFormat.Svg])));
        Assert.IsTrue(engine.Capabilities.Outputs.SetEquals([ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Avif]));
    }

    private static RenditionSpec Spec(ImageFormat format, int width) => new() { Name = $"{width}", Width = width, Format = format, Quality = 80 };
}
