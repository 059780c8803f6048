using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Develops a drawing into a photograph: highlights roll off, light becomes sRGB, the picture grows and gets its grain.</summary>
/// <param name="Enlargement">Pixels of the photograph for each of the drawing, along a side.</param>
/// <param name="Grain">Standard deviation of the grain in 8-bit steps.</param>
/// <param name="Channels">3 for red, green and blue; 4 with opacity.</param>
internal sealed record Film(int Enlargement, float Grain, int Channels)
{
    private const int ToneSteps = 4096;
    private const float Shoulder = 0.75f;

    private static readonly float[] Tones = [.. Enumerable.Range(0, ToneSteps).Select(step => Encode((float)step / (ToneSteps - 1)))];

    /// <summary>For each pixel of the photograph within one of the drawing: the first of the four that it is made of, and their shares.</summary>
    private readonly (int First, Vector4 Shares)[] _phases = [.. Enumerable.Range(0, Enlargement).Select(phase =>
    {
        var place = ((phase + 0.5f) / Enlargement) - 0.5f;
        return place < 0 ? (-2, CatmullRom(place + 1)) : (-1, CatmullRom(place));
    })];

    /// <summary>Develops a drawing into pixels, row after row. The canvas holds no picture afterwards.</summary>
    public void Develop(Canvas drawing, Memory<byte> photograph)
    {
        Parallel.For(0, drawing.Height, y => Expose(drawing.Row(y)));

        var length = drawing.Width * Enlargement * Channels;
        Parallel.For(
            0,
            drawing.Height * Enlargement,
            () => new Vector4[drawing.Width + 4],
            (y, _, line) =>
            {
                Enlarge(drawing, y, line);
                Print(line, y, photograph.Span.Slice(y * length, length));
                return line;
            },
            _ => { });
    }

    /// <summary>Turns linear light into sRGB of 0 to 255.</summary>
    private static void Expose(Span<Vector4> row)
    {
        foreach (ref var pixel in row)
        {
            pixel = new Vector4(Tone(pixel.X), Tone(pixel.Y), Tone(pixel.Z), Math.Clamp(pixel.W, 0, 1) * 255);
        }
    }

    private static float Tone(float light)
    {
        var rolled = light <= Shoulder ? Math.Max(light, 0) : 1 - ((1 - Shoulder) * MathF.Exp((Shoulder - light) / (1 - Shoulder)));
        return Tones[(int)((MathF.Sqrt(rolled) * (ToneSteps - 1)) + 0.5f)];
    }

    /// <summary>Interpolates a line of the photograph between rows of the drawing; two pixels are repeated beyond either end.</summary>
    private void Enlarge(Canvas drawing, int y, Span<Vector4> line)
    {
        var (first, shares) = _phases[y % Enlargement];
        first += y / Enlargement;
        var row0 = drawing.Row(Math.Clamp(first, 0, drawing.Height - 1));
        var row1 = drawing.Row(Math.Clamp(first + 1, 0, drawing.Height - 1));
        var row2 = drawing.Row(Math.Clamp(first + 2, 0, drawing.Height - 1));
        var row3 = drawing.Row(Math.Clamp(first + 3, 0, drawing.Height - 1));
        for (var x = 0; x < row0.Length; x++)
        {
            line[x + 2] = (row0[x] * shares.X) + (row1[x] * shares.Y) + (row2[x] * shares.Z) + (row3[x] * shares.W);
        }

        line[..2].Fill(line[2]);
        line[^2..].Fill(line[^3]);
    }

    /// <summary>Interpolates the pixels along a line and adds the grain.</summary>
    private void Print(ReadOnlySpan<Vector4> line, int y, Span<byte> row)
    {
        // The difference of two uniform numbers has a standard deviation of 1 / sqrt(6).
        var scale = Grain * MathF.Sqrt(6) / 65536;
        var random = (uint)(Noise.Hash(y) * int.MaxValue) | 1;
        var at = 0;
        for (var x = 2; x < line.Length - 2; x++)
        {
            foreach (var (first, shares) in _phases)
            {
                var near = line.Slice(x + first, 4);
                var color = (near[0] * shares.X) + (near[1] * shares.Y) + (near[2] * shares.Z) + (near[3] * shares.W);

                // G. Marsaglia, "Xorshift RNGs" (2003).
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                var speck = scale * ((random & 0xFFFF) - (float)(random >> 16));
                color = Vector4.Clamp(color + new Vector4(speck, speck, speck, 0) + new Vector4(0.5f), Vector4.Zero, new Vector4(255));

                row[at] = (byte)color.X;
                row[at + 1] = (byte)color.Y;
                row[at + 2] = (byte)color.Z;
                if (Channels == 4)
                {
                    row[at + 3] = (byte)color.W;
                }

                at += Channels;
            }
        }
    }

    /// <summary>Shares of four points between the middle two: E. Catmull, R. Rom, "A class of local interpolating splines" (1974).</summary>
    private static Vector4 CatmullRom(float t) => 0.5f * new Vector4(
        (-t * t * t) + (2 * t * t) - t,
        (3 * t * t * t) - (5 * t * t) + 2,
        (-3 * t * t * t) + (4 * t * t) + t,
        (t * t * t) - (t * t));

    /// <summary>The tone of the square of a root of light; roots, because the eye wants finer steps in the dark.</summary>
    private static float Encode(float root)
    {
        var light = root * root;
        return 255 * (light <= 0.0031308f ? light * 12.92f : (1.055f * MathF.Pow(light, 1 / 2.4f)) - 0.055f);
    }
}
