using System.Text;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Tests.Images.Fixtures;

namespace FunctionApp.Tests.Contracts;

/// <summary>What every image engine does, with all formats it says it reads and writes.</summary>
public abstract class ImageEngineContract
{
    private const string Secret = "a private remark";

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Stored red, green above blue, white: what is seen in the corners, in that order, for each EXIF orientation.</summary>
    public static IEnumerable<(int Width, int Height, int Orientation, string Corners)> Orientations =>
        from size in (IEnumerable<(int Width, int Height)>)[(96, 64), (64, 96)]
        from corners in ((IEnumerable<string>)["RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"]).Index()
        select (size.Width, size.Height, corners.Index + 1, corners.Item);

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.Png)]
    [DataRow(ImageFormat.WebP)]
    [DataRow(ImageFormat.Avif)]
    [DataRow(ImageFormat.Gif)]
    [DataRow(ImageFormat.Tiff)]
    public async Task An_image_is_rendered_from_every_format_that_is_read_and_refused_in_the_others(ImageFormat format)
    {
        using var engine = Open();
        var picture = Picture.Scene(320, 240);
        var source = SampleImages.Encode(picture, format);

        if (!engine.Port.Capabilities.Inputs.Contains(format))
        {
            Assert.AreEqual(ImageFailureKind.UnsupportedFormat, (await engine.Port.ProbeAsync(source, Cancellation)).Failure?.Kind);
            return;
        }

        var rendition = await engine.RenderAsync(source, Png(width: 160));

        AssertSimilar(picture.Downscale(160, 120), rendition.Picture, decibels: format == ImageFormat.Gif ? 25 : 30);
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.Png)]
    [DataRow(ImageFormat.WebP)]
    [DataRow(ImageFormat.Avif)]
    public async Task A_rendition_is_encoded_in_its_format_or_the_caller_is_told_that_it_cannot_be(ImageFormat format)
    {
        using var engine = Open();
        var picture = Picture.Scene(320, 240);
        var source = SampleImages.Encode(picture, ImageFormat.Png);
        var spec = Spec(format, width: 200);

        if (!engine.Port.Capabilities.CanRender(spec))
        {
            await Assert.ThrowsExactlyAsync<ArgumentException>(() => engine.RenderAsync(source, spec));
            return;
        }

        var rendition = await engine.RenderAsync(source, spec);

        Assert.AreEqual(format, ImageFormats.Recognise(rendition.Bytes));
        AssertSimilar(picture.Downscale(200, 150), rendition.Picture, decibels: 30);
    }

    [TestMethod]
    public async Task A_probe_tells_what_the_header_says()
    {
        using var engine = Open();
        var source = Jpeg.WithExif(SampleImages.Encode(Picture.Scene(48, 32), ImageFormat.Jpeg), orientation: 6);

        var (probe, _) = await engine.ProbeAsync(source);

        Assert.AreEqual(
            new ImageProbe { Format = ImageFormat.Jpeg, Width = 32, Height = 48, Orientation = 6, Frames = 1, HasAlpha = false, HasProfile = false },
            probe);
    }

    [TestMethod]
    public async Task A_probe_sees_an_alpha_channel()
    {
        using var engine = Open();

        var (probe, _) = await engine.ProbeAsync(SampleImages.Encode(Picture.Fading(16, 16), ImageFormat.Png));

        Assert.IsTrue(probe!.HasAlpha);
    }

    [TestMethod]
    [DynamicData(nameof(Orientations))]
    public async Task A_rendition_is_upright_and_fitted_as_it_is_seen(int width, int height, int orientation, string corners)
    {
        using var engine = Open();
        var source = Jpeg.WithExif(SampleImages.Encode(Picture.Quarters(width, height), ImageFormat.Jpeg), orientation);
        var upright = orientation >= 5 ? (Width: height, Height: width) : (Width: width, Height: height);

        var rendition = await engine.RenderAsync(source, Png(width: upright.Width / 2));

        Assert.AreEqual((upright.Width / 2, upright.Height / 2), rendition.Size);
        Assert.AreEqual(corners, rendition.Picture.Corners);
    }

    [TestMethod]
    [DynamicData(nameof(Orientations))]
    public async Task A_preview_is_upright(int width, int height, int orientation, string corners)
    {
        using var engine = Open();
        var source = Jpeg.WithExif(SampleImages.Encode(Picture.Quarters(width, height), ImageFormat.Jpeg), orientation);

        var preview = await engine.PreviewAsync(source, maxSide: 48);

        Assert.AreEqual(orientation >= 5 ? (height / 2, width / 2) : (width / 2, height / 2), (preview.Width, preview.Height));
        Assert.AreEqual(corners, preview.Corners);
    }

    [TestMethod]
    [DataRow(400, 200, 100, 100, ImageFit.Inside, 100, 50, DisplayName = "landscape inside a square")]
    [DataRow(200, 400, 100, 100, ImageFit.Inside, 50, 100, DisplayName = "portrait inside a square")]
    [DataRow(400, 200, 100, null, ImageFit.Inside, 100, 50, DisplayName = "by width alone")]
    [DataRow(400, 200, null, 100, ImageFit.Inside, 200, 100, DisplayName = "by height alone")]
    [DataRow(400, 200, null, null, ImageFit.Inside, 400, 200, DisplayName = "no box")]
    [DataRow(400, 200, 1000, 1000, ImageFit.Inside, 400, 200, DisplayName = "inside never enlarges")]
    [DataRow(400, 200, 100, 100, ImageFit.Cover, 100, 100, DisplayName = "landscape covers a square")]
    [DataRow(200, 400, 100, 100, ImageFit.Cover, 100, 100, DisplayName = "portrait covers a square")]
    [DataRow(400, 200, 300, 300, ImageFit.Cover, 300, 200, DisplayName = "cover never enlarges")]
    [DataRow(100, 50, 300, 300, ImageFit.Cover, 100, 50, DisplayName = "cover leaves a small image as it is")]
    [DataRow(401, 299, 100, 100, ImageFit.Inside, 100, 75, DisplayName = "sides are rounded")]
    [DataRow(4000, 1, 100, 100, ImageFit.Inside, 100, 1, DisplayName = "a line stays a pixel high")]
    [DataRow(1, 4000, 100, 100, ImageFit.Inside, 1, 100, DisplayName = "a line stays a pixel wide")]
    [DataRow(4000, 1, 100, 100, ImageFit.Cover, 100, 1, DisplayName = "a line covers what it can")]
    [DataRow(1, 1, 100, 100, ImageFit.Cover, 1, 1, DisplayName = "one pixel")]
    public async Task A_rendition_has_the_size_of_its_box_and_fit(
        int width, int height, int? boxWidth, int? boxHeight, ImageFit fit, int expectedWidth, int expectedHeight)
    {
        using var engine = Open();
        var source = SampleImages.Encode(Picture.Scene(width, height), ImageFormat.Png);

        var rendition = await engine.RenderAsync(source, Png(boxWidth, boxHeight, fit));

        Assert.AreEqual((expectedWidth, expectedHeight), rendition.Size);
        Assert.AreEqual(rendition.Size, (rendition.Picture.Width, rendition.Picture.Height));
    }

    [TestMethod]
    public async Task A_cover_keeps_the_middle()
    {
        using var engine = Open();
        var stripes = Picture.Draw(300, 100, (x, _) => x is >= 100 and < 200 ? (0, 255, 0, 255) : (255, 0, 0, 255));

        var rendition = await engine.RenderAsync(SampleImages.Encode(stripes, ImageFormat.Png), Png(100, 100, ImageFit.Cover));

        Assert.AreEqual("GGGG", rendition.Picture.Corners);
    }

    [TestMethod]
    public async Task A_transparent_image_is_flattened_on_white_in_a_jpeg()
    {
        using var engine = Open();
        var clear = Picture.Draw(64, 64, (_, _) => (200, 0, 0, 0));

        var rendition = await engine.RenderAsync(SampleImages.Encode(clear, ImageFormat.Png), Spec(ImageFormat.Jpeg, width: 32));

        Assert.AreEqual("WWWW", rendition.Picture.Corners);
    }

    [TestMethod]
    [DataRow(ImageFormat.WebP)]
    [DataRow(ImageFormat.Png)]
    public async Task Transparency_is_kept_where_the_format_has_it(ImageFormat format)
    {
        using var engine = Open();
        var fading = Picture.Fading(128, 64);

        var rendition = await engine.RenderAsync(SampleImages.Encode(fading, ImageFormat.Png), Spec(format, width: 64));

        Assert.AreEqual(fading.Downscale(64, 32)[48, 16].A, rendition.Picture[48, 16].A, delta: 4);
    }

    [TestMethod]
    public async Task Colours_of_transparent_pixels_do_not_bleed_into_their_neighbours()
    {
        using var engine = Open();
        var halves = Picture.Draw(64, 64, (x, _) => x < 31 ? (255, 255, 255, 255) : (255, 0, 0, 0));

        var rendition = await engine.RenderAsync(SampleImages.Encode(halves, ImageFormat.Png), Spec(ImageFormat.Jpeg, width: 8) with { Quality = 100 });

        Assert.IsGreaterThan(245, Enumerable.Range(0, 8).Min(x => (int)rendition.Picture[x, 4].G));
    }

    [TestMethod]
    public async Task A_16_bit_image_keeps_its_colours()
    {
        using var engine = Open();
        var picture = Picture.Scene(64, 64);
        byte[] deep = [.. picture.Rgba.SelectMany(sample => (IEnumerable<byte>)[sample, sample])];

        var rendition = await engine.RenderAsync(Images.Fixtures.Png.Encode(64, 64, 16, Images.Fixtures.Png.Rgba, deep), Png(width: 32));

        AssertSimilar(picture.Downscale(32, 32), rendition.Picture, decibels: 30);
    }

    [TestMethod]
    public async Task A_palette_image_keeps_its_colours()
    {
        using var engine = Open();
        var quarters = Enumerable.Range(0, 32 * 32).Select(i => (byte)((i % 32 < 16 ? 0 : 1) + (i / 32 < 16 ? 0 : 2))).ToArray();
        byte[] palette = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];

        var rendition = await engine.RenderAsync(
            Images.Fixtures.Png.Encode(32, 32, 8, Images.Fixtures.Png.Palette, quarters, ("PLTE", palette)), Png(width: 16));

        Assert.AreEqual("RGBW", rendition.Picture.Corners);
    }

    [TestMethod]
    public async Task A_grey_image_with_alpha_keeps_both()
    {
        using var engine = Open();
        byte[] samples = [.. Enumerable.Range(0, 32 * 32).SelectMany(_ => (IEnumerable<byte>)[100, 128])];

        var rendition = await engine.RenderAsync(Images.Fixtures.Png.Encode(32, 32, Images.Fixtures.Png.GreyAlpha, samples), Png(width: 16));

        var (r, g, b, a) = rendition.Picture[8, 8];
        Assert.AreEqual((100, 100, 100, 128), (r, g, b, a), $"{r} {g} {b} {a}");
    }

    [TestMethod]
    public async Task An_image_of_inks_comes_out_in_lights()
    {
        using var engine = Open();
        var white = Picture.Draw(64, 64, (_, _) => (255, 255, 255, 255));

        var rendition = await engine.RenderAsync(SampleImages.CmykJpeg(white), Png(width: 32));

        Assert.AreEqual("WWWW", rendition.Picture.Corners);
    }

    [TestMethod]
    public async Task Only_the_first_frame_of_an_animation_is_rendered()
    {
        using var engine = Open();
        var source = Gif.Animation(frames: 3);

        var (probe, _) = await engine.ProbeAsync(source);
        var rendition = await engine.RenderAsync(source, Png());

        Assert.AreEqual(3, probe!.Frames);
        Assert.AreEqual((1, 1), rendition.Size);
        Assert.AreEqual("RRRR", rendition.Picture.Corners);
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.WebP)]
    [DataRow(ImageFormat.Png)]
    public async Task Metadata_is_left_behind(ImageFormat format)
    {
        using var engine = Open();
        var source = Jpeg.WithExif(SampleImages.Encode(Picture.Scene(64, 64), ImageFormat.Jpeg), orientation: 1, Secret);

        var rendition = await engine.RenderAsync(source, Spec(format, width: 32));

        Assert.AreEqual(-1, rendition.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.WebP)]
    public async Task A_small_rendition_made_beside_large_ones_looks_like_one_made_alone(ImageFormat format)
    {
        using var engine = Open();
        var source = SampleImages.Encode(Picture.Scene(1600, 1200), format);
        RenditionSpec[] specs = [Png(width: 1100), Png(width: 550), Png(width: 270), Png(width: 100)];

        var together = await engine.RenderAllAsync(source, specs);

        foreach (var (spec, rendition) in specs.Zip(together))
        {
            AssertSimilar((await engine.RenderAsync(source, spec)).Picture, rendition.Picture, decibels: 38);
        }
    }

    [TestMethod]
    public async Task A_strong_reduction_looks_like_the_average_of_areas()
    {
        using var engine = Open();
        var picture = Picture.Scene(1600, 1200);

        var rendition = await engine.RenderAsync(SampleImages.Encode(picture, ImageFormat.Jpeg), Png(width: 160));

        AssertSimilar(picture.Downscale(160, 120), rendition.Picture, decibels: 30);
    }

    [TestMethod]
    public async Task Each_rendition_is_handed_over_once_and_one_at_a_time()
    {
        using var engine = Open();
        RenditionSpec[] specs =
        [
            Png(width: 20) with { Name = "small" },
            Png(width: 80) with { Name = "large" },
            Png(width: 80) with { Name = "large again" },
            Spec(ImageFormat.Jpeg, width: 40) with { Name = "medium" },
        ];
        var names = new List<string>();
        var inside = 0;
        var most = 0;

        var failure = await engine.Port.RenderAsync(
            SampleImages.Encode(Picture.Scene(100, 100), ImageFormat.Png),
            specs,
            async (rendition, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                names.Add(rendition.Spec.Name);
                Interlocked.Decrement(ref inside);
            },
            Cancellation);

        Assert.IsNull(failure);
        Assert.AreEqual(1, most);
        CollectionAssert.AreEquivalent(specs.Select(spec => spec.Name).ToList(), names);
    }

    [TestMethod]
    public async Task The_same_image_comes_out_the_same_every_time_and_under_load()
    {
        using var engine = Open(new ImageLimits { MaxConcurrentImages = 3 });
        var source = SampleImages.Encode(Picture.Scene(300, 200), ImageFormat.Jpeg);
        RenditionSpec[] specs = [Spec(ImageFormat.WebP, width: 150), Spec(ImageFormat.Jpeg, width: 80)];

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => engine.RenderAllAsync(source, specs)));

        foreach (var result in results)
        {
            CollectionAssert.AreEqual(results[0][0].Bytes, result[0].Bytes);
            CollectionAssert.AreEqual(results[0][1].Bytes, result[1].Bytes);
        }
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("x", DisplayName = "one byte")]
    [DataRow("This is a letter, whatever its name says.", DisplayName = "text")]
    [DataRow("<html><body>hello</body></html>", DisplayName = "a web page")]
    public async Task Bytes_that_are_no_image_are_told_apart(string content)
    {
        using var engine = Open();

        var failures = await engine.TryAllAsync(Encoding.UTF8.GetBytes(content));

        Assert.IsTrue(failures.All(failure => failure?.Kind == ImageFailureKind.NotAnImage), string.Join("; ", failures));
    }

    [TestMethod]
    [DataRow("\0\0\0\u0018ftypheic\0\0\0\0", "HEIC", DisplayName = "HEIC")]
    [DataRow("\0\0\0\u000CJXL \r\n", "JPEG XL", DisplayName = "JPEG XL")]
    [DataRow("8BPS\0\u0001", "Photoshop", DisplayName = "Photoshop")]
    public async Task An_image_of_a_format_that_is_not_read_is_refused_by_its_name(string head, string name)
    {
        using var engine = Open();

        var (_, failure) = await engine.ProbeAsync(Encoding.Latin1.GetBytes(head));

        Assert.AreEqual(ImageFailureKind.UnsupportedFormat, failure?.Kind);
        Assert.Contains(name, failure!.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Svg_is_refused_unless_it_is_allowed()
    {
        using var engine = Open();

        var failures = await engine.TryAllAsync("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>"u8.ToArray());

        Assert.IsTrue(failures.All(failure => failure?.Kind == ImageFailureKind.UnsupportedFormat), string.Join("; ", failures));
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg, 0.95)]
    [DataRow(ImageFormat.Jpeg, 0.5)]
    [DataRow(ImageFormat.Png, 0.95)]
    [DataRow(ImageFormat.Png, 0.5)]
    [DataRow(ImageFormat.WebP, 0.95)]
    [DataRow(ImageFormat.WebP, 0.5)]
    [DataRow(ImageFormat.Gif, 0.5)]
    [DataRow(ImageFormat.Avif, 0.5)]
    public async Task A_truncated_image_is_a_failure_and_not_half_grey(ImageFormat format, double kept)
    {
        using var engine = Open();
        var whole = SampleImages.Encode(Picture.Scene(400, 300), format);

        var failure = await engine.Port.RenderAsync(whole.AsMemory(0, (int)(whole.Length * kept)), [Png(width: 100)], Discard, Cancellation);

        Assert.AreEqual(engine.Port.Capabilities.Inputs.Contains(format) ? ImageFailureKind.Corrupt : ImageFailureKind.UnsupportedFormat, failure?.Kind, failure?.Message);
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.Png)]
    [DataRow(ImageFormat.WebP)]
    public async Task A_header_without_its_end_is_corrupt_whatever_is_asked(ImageFormat format)
    {
        using var engine = Open();
        var whole = SampleImages.Encode(Picture.Scene(64, 64), format);

        var failures = await engine.TryAllAsync(whole[..24]);

        Assert.IsTrue(failures.All(failure => failure?.Kind == ImageFailureKind.Corrupt), string.Join("; ", failures));
    }

    [TestMethod]
    public async Task A_png_with_a_broken_checksum_is_corrupt()
    {
        using var engine = Open();
        var broken = Images.Fixtures.Png.WithBrokenChecksum(SampleImages.Encode(Picture.Scene(64, 64), ImageFormat.Png));

        var failure = await engine.Port.RenderAsync(broken, [Png(width: 32)], Discard, Cancellation);

        Assert.AreEqual(ImageFailureKind.Corrupt, failure?.Kind);
    }

    [TestMethod]
    public async Task A_failure_is_one_line_of_plain_words()
    {
        using var engine = Open();
        var whole = SampleImages.Encode(Picture.Scene(64, 64), ImageFormat.Jpeg);

        var failure = await engine.Port.RenderAsync(whole.AsMemory(0, whole.Length / 2), [Png(width: 32)], Discard, Cancellation);

        Assert.IsFalse(failure!.Message.Any(char.IsControl), failure.Message);
        Assert.DoesNotContain("load_buffer", failure.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_small_file_that_claims_a_giant_picture_is_refused_by_its_header()
    {
        using var engine = Open();
        byte[][] bombs =
        [
            Images.Fixtures.Png.ClaimingSize(60_000, 60_000),
            Jpeg.ClaimingSize(SampleImages.Encode(Picture.Scene(16, 16), ImageFormat.Jpeg), 60_000, 60_000),
        ];

        foreach (var bomb in bombs)
        {
            var failures = await engine.TryAllAsync(bomb);
            Assert.IsTrue(failures.All(failure => failure?.Kind == ImageFailureKind.TooLarge), string.Join("; ", failures));
        }
    }

    [TestMethod]
    [DataRow(100, 100, true)]
    [DataRow(101, 100, false)]
    public async Task The_limit_of_megapixels_is_the_last_size_accepted(int width, int height, bool accepted)
    {
        using var engine = Open(new ImageLimits { MaxMegapixels = 0.01 });

        var failures = await engine.TryAllAsync(SampleImages.Encode(Picture.Scene(width, height), ImageFormat.Png));

        Assert.IsTrue(failures.All(failure => failure?.Kind == (accepted ? null : ImageFailureKind.TooLarge)), string.Join("; ", failures));
    }

    [TestMethod]
    [DataRow(1_000, true)]
    [DataRow(1_001, false)]
    [DataRow(10_000, false)]
    public async Task The_limit_of_frames_is_the_last_number_accepted(int frames, bool accepted)
    {
        using var engine = Open();

        var failures = await engine.TryAllAsync(Gif.Animation(frames));

        Assert.IsTrue(failures.All(failure => failure?.Kind == (accepted ? null : ImageFailureKind.TooLarge)), string.Join("; ", failures));
    }

    [TestMethod]
    public async Task An_image_larger_than_all_megapixels_in_flight_runs_alone_rather_than_never()
    {
        using var engine = Open(new ImageLimits { MaxMegapixelsInFlight = 1 });
        var source = SampleImages.Encode(Picture.Scene(1200, 1000), ImageFormat.Jpeg);

        var renditions = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => engine.RenderAsync(source, Png(width: 100))));

        Assert.HasCount(3, renditions);
    }

    [TestMethod]
    [DataRow(300, 200, 64, 64, 43)]
    [DataRow(200, 300, 64, 43, 64)]
    [DataRow(30, 20, 64, 30, 20)]
    public async Task A_preview_fits_its_longer_side_and_is_never_enlarged(int width, int height, int maxSide, int expectedWidth, int expectedHeight)
    {
        using var engine = Open();
        var picture = Picture.Scene(width, height);

        var preview = await engine.PreviewAsync(SampleImages.Encode(picture, ImageFormat.Png), maxSide);

        AssertSimilar(picture.Downscale(expectedWidth, expectedHeight), preview, decibels: 26);
    }

    [TestMethod]
    public async Task A_preview_of_an_image_at_its_own_size_is_its_pixels()
    {
        using var engine = Open();
        var picture = Picture.Fading(40, 30);

        var preview = await engine.PreviewAsync(SampleImages.Encode(picture, ImageFormat.Png), maxSide: 40);

        CollectionAssert.AreEqual(picture.Rgba, preview.Rgba);
    }

    [TestMethod]
    public async Task Cancellation_before_the_start_renders_nothing()
    {
        using var engine = Open();
        var source = SampleImages.Encode(Picture.Scene(64, 64), ImageFormat.Png);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => engine.Port.RenderAsync(source, [Png()], Discard, new CancellationToken(canceled: true)));
    }

    [TestMethod]
    public async Task Cancellation_stops_between_renditions()
    {
        using var engine = Open();
        using var cancellation = new CancellationTokenSource();
        var rendered = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => engine.Port.RenderAsync(
            SampleImages.Encode(Picture.Scene(200, 200), ImageFormat.Png),
            [Png(width: 100), Png(width: 50), Png(width: 25)],
            (_, _) =>
            {
                rendered++;
                return cancellation.CancelAsync();
            },
            cancellation.Token));

        Assert.AreEqual(1, rendered);
    }

    [TestMethod]
    public async Task A_consumer_that_fails_ends_the_work_with_its_own_exception()
    {
        using var engine = Open();

        await Assert.ThrowsExactlyAsync<IOException>(() => engine.Port.RenderAsync(
            SampleImages.Encode(Picture.Scene(200, 200), ImageFormat.Png),
            [Png(width: 100), Png(width: 50)],
            (_, _) => throw new IOException("disk full"),
            Cancellation));
    }

    [TestMethod]
    [DataRow(ImageFormat.Jpeg)]
    [DataRow(ImageFormat.Png)]
    [DataRow(ImageFormat.WebP)]
    [DataRow(ImageFormat.Avif)]
    [DataRow(ImageFormat.Gif)]
    [DataRow(ImageFormat.Tiff)]
    public async Task No_damage_to_a_file_is_worse_than_a_failure(ImageFormat format)
    {
        using var engine = Open(new ImageLimits { MaxMegapixels = 4 });
        var random = new Random(format.GetHashCode());
        var whole = SampleImages.Encode(Picture.Scene(48, 32), format);

        for (var i = 0; i < 100; i++)
        {
            var damaged = whole[..random.Next(whole.Length / 2, whole.Length + 1)];
            for (var flips = random.Next(8); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var failures = await engine.TryAllAsync(damaged);
            Assert.IsTrue(failures.All(failure => failure is null || failure.Message.Length > 0));
        }
    }

    /// <summary>Makes an engine; it is disposed of after the test if it is disposable.</summary>
    protected abstract IImageEngine Create(ImageLimits limits);

    private EngineUnderTest Open(ImageLimits? limits = null) => new(Create(limits ?? new ImageLimits()), Cancellation);

    private static RenditionSpec Png(int? width = null, int? height = null, ImageFit fit = ImageFit.Inside)
        => Spec(ImageFormat.Png, width) with { Height = height, Fit = fit };

    private static RenditionSpec Spec(ImageFormat format, int? width)
        => new() { Name = $"{width}.{format.Extension()}", Width = width, Format = format, Quality = 90 };

    private static Task Discard(EncodedImage rendition, CancellationToken cancellationToken) => Task.CompletedTask;

    private static void AssertSimilar(Picture expected, Picture actual, double decibels)
        => Assert.IsGreaterThan(decibels, expected.SimilarityTo(actual));
}
