using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Vips;

/// <summary>One encoding to make, and the renditions it is for: those that come out the same are encoded once.</summary>
internal sealed record RenderStep(RenditionGeometry Geometry, ImageFormat Format, int Quality, IReadOnlyList<RenditionSpec> Specs)
{
    /// <summary>The steps for an image, from the largest picture to the smallest; not empty when there are specs.</summary>
    public static IReadOnlyList<RenderStep> Plan(ImageProbe probe, IEnumerable<RenditionSpec> specs) =>
    [
        .. specs
            .GroupBy(spec => (Geometry: RenditionGeometry.For(probe.Width, probe.Height, spec), spec.Format, spec.Quality))
            .Select(group => new RenderStep(group.Key.Geometry, group.Key.Format, group.Key.Quality, [.. group]))
            .OrderByDescending(step => (long)step.Geometry.FullWidth * step.Geometry.FullHeight),
    ];
}
