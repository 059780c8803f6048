namespace FunctionApp.Local.Samples;

/// <summary>Smooth random fields over the plane, the same on every machine: what clouds, rock and water are made of.</summary>
/// <remarks>Value noise and its sums: D. S. Ebert et al., "Texturing and Modeling: A Procedural Approach" (2003), chapters 2 and 16.</remarks>
internal static class Noise
{
    private const int Period = 256;

    private static readonly float[] Lattice = CreateLattice();

    /// <summary>A random value, 0 to 1, for a whole number.</summary>
    public static float Hash(int n)
    {
        var h = (uint)n * 0x9E3779B1;
        h = (h ^ (h >> 15)) * 0x85EBCA77;
        h = (h ^ (h >> 13)) * 0xC2B2AE3D;
        return (h ^ (h >> 16)) * (1f / uint.MaxValue);
    }

    /// <summary>Hills about one unit wide, 0 to 1; repeats after 256 units.</summary>
    public static float Value(float x, float y)
    {
        var (floorX, floorY) = (MathF.Floor(x), MathF.Floor(y));
        var (fractionX, fractionY) = (x - floorX, y - floorY);
        var left = (int)floorX & (Period - 1);
        var right = (left + 1) & (Period - 1);
        var top = ((int)floorY & (Period - 1)) * Period;
        var bottom = (top + Period) & ((Period * Period) - 1);

        var u = fractionX * fractionX * (3 - (2 * fractionX));
        var upper = Lattice[top + left] + ((Lattice[top + right] - Lattice[top + left]) * u);
        var lower = Lattice[bottom + left] + ((Lattice[bottom + right] - Lattice[bottom + left]) * u);
        return upper + ((lower - upper) * fractionY * fractionY * (3 - (2 * fractionY)));
    }

    /// <summary>Hills with smaller hills on them, 0 to 1 and mostly near 0.5.</summary>
    public static float Fractal(float x, float y, int octaves)
    {
        var (sum, amplitude, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * Value(x, y);
            total += amplitude;
            amplitude *= 0.5f;

            // Each octave is turned, so that the lattice does not show.
            (x, y) = ((1.62f * x) + (1.21f * y) + 17.3f, (1.62f * y) - (1.21f * x) + 9.1f);
        }

        return sum / total;
    }

    /// <summary>Sharp crests with smaller crests on them, 0 to 1.</summary>
    public static float Ridged(float x, float y, int octaves)
    {
        var (sum, amplitude, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            var crest = 1 - MathF.Abs((2 * Value(x, y)) - 1);
            sum += amplitude * crest * crest;
            total += amplitude;
            amplitude *= 0.5f;
            (x, y) = ((1.62f * x) + (1.21f * y) + 5.7f, (1.62f * y) - (1.21f * x) + 31.9f);
        }

        return sum / total;
    }

    private static float[] CreateLattice()
    {
        var lattice = new float[Period * Period];
        for (var i = 0; i < lattice.Length; i++)
        {
            lattice[i] = Hash(i);
        }

        return lattice;
    }
}
