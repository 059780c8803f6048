using System.Buffers;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>The few colours that make up an image.</summary>
/// <remarks>
/// Weighted k-means over a colour histogram (M. E. Celebi, "Improving the performance of k-means for color quantization", Image and
/// Vision Computing 29, 2011) in OKLab, seeded by weighted maximin instead of chance. The clusters are then thinned out: the one that
/// is missed least (small, or near to another) joins its neighbour, until all look different and at most five are left. The neighbour
/// keeps its colour, so that none becomes a muddy mean of others; a small accent far from all others survives.
/// </remarks>
internal static class ColorPalette
{
    private const int MaxColors = 5;
    private const int Seeds = 16;
    private const int Iterations = 8;

    /// <summary>Nearer than this in OKLab, two colours count as one.</summary>
    private const float MinDistance = 0.08f;

    /// <summary>What covers less of the image than this is noise.</summary>
    private const double MinShare = 0.002;

    private const string PageColor = "#ffffff";

    /// <summary>Finds one to five colours, <c>#rrggbb</c>, largest share first. A transparent image is white, as its page.</summary>
    public static IReadOnlyList<string> Extract(RgbaImage image)
    {
        var samples = Histogram(image.Pixels);
        if (samples.Length == 0)
        {
            return [PageColor];
        }

        var clusters = Cluster(samples);
        var total = samples.Sum(sample => sample.Weight);
        clusters.RemoveAll(cluster => cluster.Weight < total * MinShare);
        Thin(clusters);

        return [.. clusters.OrderByDescending(cluster => cluster.Weight).Select(cluster => cluster.Color.ToHex())];
    }

    /// <summary>Collects colours in 32x32x32 bins, each at the mean of its pixels, weighted by their alpha.</summary>
    private static Sample[] Histogram(byte[] pixels)
    {
        const int bins = 32 * 32 * 32;
        var sums = ArrayPool<(long Weight, double Red, double Green, double Blue)>.Shared.Rent(bins);
        Array.Clear(sums, 0, bins);

        var linear = Srgb.Linear;
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var (red, green, blue, alpha) = (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]);
            ref var sum = ref sums[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)];
            sum.Weight += alpha;
            sum.Red += alpha * linear[red];
            sum.Green += alpha * linear[green];
            sum.Blue += alpha * linear[blue];
        }

        var samples = new List<Sample>();
        foreach (var (weight, red, green, blue) in sums.AsSpan(0, bins))
        {
            if (weight > 0)
            {
                samples.Add(new Sample(OkLab.FromLinear(red / weight, green / weight, blue / weight), weight));
            }
        }

        ArrayPool<(long Weight, double Red, double Green, double Blue)>.Shared.Return(sums);
        return [.. samples];
    }

    private static List<Sample> Cluster(Sample[] samples)
    {
        var centers = Seed(samples);
        var clusters = new List<Sample>();
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var sums = new (double Weight, double L, double A, double B)[centers.Count];
            foreach (var (color, weight) in samples)
            {
                ref var sum = ref sums[Nearest(centers, color)];
                sum.Weight += weight;
                sum.L += weight * color.L;
                sum.A += weight * color.A;
                sum.B += weight * color.B;
            }

            clusters = [.. sums
                .Where(sum => sum.Weight > 0)
                .Select(sum => new Sample(
                    new OkLab((float)(sum.L / sum.Weight), (float)(sum.A / sum.Weight), (float)(sum.B / sum.Weight)), sum.Weight))];
            centers = clusters.ConvertAll(cluster => cluster.Color);
        }

        return clusters;
    }

    /// <summary>Starts with the most frequent colour, then takes again and again what is frequent and far from all those taken.</summary>
    private static List<OkLab> Seed(Sample[] samples)
    {
        var seeds = new List<OkLab> { samples.MaxBy(sample => sample.Weight).Color };
        var distances = new float[samples.Length];
        Array.Fill(distances, float.MaxValue);
        while (seeds.Count < Seeds)
        {
            var (best, bestScore) = (-1, 0.0);
            for (var i = 0; i < samples.Length; i++)
            {
                distances[i] = Math.Min(distances[i], samples[i].Color.DistanceSquared(seeds[^1]));
                var score = distances[i] * Math.Sqrt(samples[i].Weight);
                if (score > bestScore)
                {
                    (best, bestScore) = (i, score);
                }
            }

            if (best < 0)
            {
                break;
            }

            seeds.Add(samples[best].Color);
        }

        return seeds;
    }

    private static int Nearest(List<OkLab> centers, OkLab color)
    {
        var (nearest, nearestDistance) = (0, float.MaxValue);
        for (var i = 0; i < centers.Count; i++)
        {
            var distance = centers[i].DistanceSquared(color);
            if (distance < nearestDistance)
            {
                (nearest, nearestDistance) = (i, distance);
            }
        }

        return nearest;
    }

    private static void Thin(List<Sample> clusters)
    {
        while (LeastMissed(clusters) is var (cluster, neighbour))
        {
            clusters[neighbour] = clusters[neighbour] with { Weight = clusters[neighbour].Weight + clusters[cluster].Weight };
            clusters.RemoveAt(cluster);
        }
    }

    /// <summary>Finds the cluster to give up, the lighter of a pair, and the one to join; null when all of them should stay.</summary>
    private static (int Cluster, int Neighbour)? LeastMissed(List<Sample> clusters)
    {
        var (closest, closestDistance) = (default((int, int)?), MinDistance * MinDistance);
        var (cheapest, cheapestCost) = (default((int, int)?), double.MaxValue);
        for (var i = 0; i < clusters.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var pair = clusters[i].Weight <= clusters[j].Weight ? (i, j) : (j, i);
                var distance = clusters[i].Color.DistanceSquared(clusters[j].Color);
                var cost = distance * Math.Sqrt(clusters[pair.Item1].Weight);
                if (distance < closestDistance)
                {
                    (closest, closestDistance) = (pair, distance);
                }

                if (cost < cheapestCost)
                {
                    (cheapest, cheapestCost) = (pair, cost);
                }
            }
        }

        return closest ?? (clusters.Count > MaxColors ? cheapest : null);
    }

    private readonly record struct Sample(OkLab Color, double Weight);
}
