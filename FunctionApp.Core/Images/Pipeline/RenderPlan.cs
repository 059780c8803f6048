using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Spreads the renditions of an image over activities.</summary>
/// <remarks>
/// Every activity decodes the source once, so a small image is one activity. A huge one is several, which run side by side and lose
/// less work to a crash. All formats of one size stay together, because they share the scaled pixels.
/// </remarks>
public static class RenderPlan
{
    /// <summary>The batches for an image.</summary>
    public static IReadOnlyList<RenderBatch> For(ImageJob job, ImageProbe probe, ImageOptions options)
    {
        var sizes = options.Renditions(job.Presets)
            .GroupBy(spec => (spec.Width, spec.Height, spec.Fit))
            .OrderByDescending(size => Cost(size.First(), probe) * size.Count())
            .ToList();

        var wanted = (int)Math.Ceiling(probe.Megapixels / options.MegapixelsPerActivity);
        var bins = Enumerable.Range(0, Math.Clamp(wanted, 1, Math.Max(sizes.Count, 1)))
            .Select(_ => (Cost: 0.0, Specs: new List<RenditionSpec>()))
            .ToArray();

        // Largest first into the emptiest bin: never worse than 4/3 of the best split (Graham 1969).
        foreach (var size in sizes)
        {
            ref var emptiest = ref bins[Array.IndexOf(bins, bins.MinBy(bin => bin.Cost))];
            emptiest.Cost += Cost(size.First(), probe) * size.Count();
            emptiest.Specs.AddRange(size);
        }

        return [.. bins.Where(bin => bin.Specs.Count > 0).Select(bin => new RenderBatch(job, bin.Specs))];
    }

    /// <summary>Pixels to encode: encoding outweighs scaling by far.</summary>
    private static double Cost(RenditionSpec spec, ImageProbe probe)
    {
        var scale = Math.Min(1, Math.Min(spec.Width / (double)probe.Width ?? 1, spec.Height / (double)probe.Height ?? 1));
        return scale * scale * probe.Width * probe.Height;
    }
}
