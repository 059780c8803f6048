namespace FunctionApp.Core.Images.Analysis;

/// <summary>How much fine detail an image has: the variance of the Laplacian of its luma.</summary>
/// <remarks>
/// J. L. Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000 (LAPV), with the kernel
/// of four neighbours divided by 4, and border pixels repeated outwards.
/// </remarks>
internal static class Sharpness
{
    /// <summary>0 (a single tone) to 1 (a chessboard of black and white pixels).</summary>
    public static double Of(LumaPlane luma)
    {
        var (sum, sumOfSquares) = (0.0, 0.0);
        for (var y = 0; y < luma.Height; y++)
        {
            var row = luma.Row(y);
            var above = luma.Row(Math.Max(y - 1, 0));
            var below = luma.Row(Math.Min(y + 1, luma.Height - 1));
            for (var x = 0; x < row.Length; x++)
            {
                var left = row[Math.Max(x - 1, 0)];
                var right = row[Math.Min(x + 1, row.Length - 1)];
                double laplacian = ((left + right + above[x] + below[x]) * 0.25f) - row[x];
                sum += laplacian;
                sumOfSquares += laplacian * laplacian;
            }
        }

        var mean = sum / luma.Values.Length;
        return Math.Max((sumOfSquares / luma.Values.Length) - (mean * mean), 0);
    }
}
