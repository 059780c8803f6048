using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Local.Samples;

/// <summary>Photograph-like pictures for a first try: drawn by our own code, so that no photographs need to be shipped.</summary>
internal static class SampleScenes
{
    private const int Quality = 90;

    /// <summary>All scenes.</summary>
    public static IReadOnlyList<Scene> All { get; } =
        [new MountainDusk(), new SunsetSea(), new AuroraNight(), new DesertDunes(), new CityBokeh(), new Planet()];

    /// <summary>Draws the scenes and writes them as JPEG and PNG files with EXIF, replacing those of the same names.</summary>
    /// <param name="folder">Where to; it is created if need be.</param>
    /// <param name="engine">Encodes the pixels.</param>
    /// <param name="cancellationToken">Stops between two scenes.</param>
    /// <returns>The files' paths.</returns>
    /// <exception cref="InvalidOperationException">The engine refused a scene.</exception>
    public static Task<IReadOnlyList<string>> WriteAsync(
        string folder, IImageEngine engine, CancellationToken cancellationToken = default) =>
        WriteAsync(All, folder, engine, cancellationToken);

    /// <inheritdoc cref="WriteAsync(string, IImageEngine, CancellationToken)"/>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        IEnumerable<Scene> scenes, string folder, IImageEngine engine, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach (var scene in scenes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            paths.Add(await WriteAsync(scene, folder, engine, cancellationToken));
        }

        return paths;
    }

    private static async Task<string> WriteAsync(Scene scene, string folder, IImageEngine engine, CancellationToken cancellationToken)
    {
        var (width, photograph) = await Task.Run(() => Photograph(scene), cancellationToken);
        var format = scene.HasAlpha ? ImageFormat.Png : ImageFormat.Jpeg;
        var path = Path.Combine(folder, $"{scene.Name}.{format.Extension()}");
        var spec = new RenditionSpec { Name = scene.Name, Width = width, Format = format, Quality = Quality };

        var failure = await engine.RenderAsync(
            photograph,
            [spec],
            (encoded, cancellation) => File.WriteAllBytesAsync(path, ExifSegment.Insert(encoded.Bytes.Span, scene.Shot), cancellation),
            cancellationToken);

        return failure is null ? path : throw new InvalidOperationException($"{scene.Name} could not be encoded: {failure.Message}");
    }

    /// <summary>Draws and develops a scene as the sensor saw it: not upright, if the camera was turned.</summary>
    private static (int Width, ReadOnlyMemory<byte> File) Photograph(Scene scene)
    {
        var drawing = new Canvas(scene.Width / scene.Enlargement, scene.Height / scene.Enlargement);
        scene.Draw(drawing);
        drawing = scene.Shot.Orientation switch
        {
            6 => drawing.Turned(clockwise: false),
            8 => drawing.Turned(clockwise: true),
            _ => drawing,
        };

        var film = new Film(scene.Enlargement, scene.Grain, Channels: scene.HasAlpha ? 4 : 3);
        var (width, height) = (drawing.Width * scene.Enlargement, drawing.Height * scene.Enlargement);
        var photograph = new TiffImage(width, height, film.Channels);
        film.Develop(drawing, photograph.Pixels);
        return (width, photograph.File);
    }
}
