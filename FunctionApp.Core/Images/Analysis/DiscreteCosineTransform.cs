namespace FunctionApp.Core.Images.Analysis;

/// <summary>The lowest frequencies of a square block by the two-dimensional DCT-II, scaled to be orthonormal.</summary>
/// <remarks>N. Ahmed, T. Natarajan, K. R. Rao, "Discrete Cosine Transform", IEEE Transactions on Computers C-23 (1974).</remarks>
internal sealed class DiscreteCosineTransform
{
    private readonly int _size;
    private readonly int _frequencies;
    private readonly float[] _basis;

    /// <summary>Prepares the transform.</summary>
    /// <param name="size">Pixels along a side of the block.</param>
    /// <param name="frequencies">How many of the lowest frequencies to keep along each side.</param>
    public DiscreteCosineTransform(int size, int frequencies)
    {
        _size = size;
        _frequencies = frequencies;
        _basis = new float[frequencies * size];
        for (var u = 0; u < frequencies; u++)
        {
            var norm = Math.Sqrt((u == 0 ? 1.0 : 2.0) / size);
            for (var x = 0; x < size; x++)
            {
                _basis[(u * size) + x] = (float)(norm * Math.Cos(Math.PI * u * ((2 * x) + 1) / (2.0 * size)));
            }
        }
    }

    /// <summary>Transforms a block given row after row.</summary>
    /// <returns>Coefficients [v, u]: v vertical, u horizontal frequency; [0, 0] is the block's mean times its side.</returns>
    public float[,] Forward(ReadOnlySpan<float> block)
    {
        var rows = new float[_size, _frequencies];
        for (var y = 0; y < _size; y++)
        {
            for (var u = 0; u < _frequencies; u++)
            {
                var sum = 0f;
                for (var x = 0; x < _size; x++)
                {
                    sum += block[(y * _size) + x] * _basis[(u * _size) + x];
                }

                rows[y, u] = sum;
            }
        }

        var coefficients = new float[_frequencies, _frequencies];
        for (var v = 0; v < _frequencies; v++)
        {
            for (var u = 0; u < _frequencies; u++)
            {
                var sum = 0f;
                for (var y = 0; y < _size; y++)
                {
                    sum += rows[y, u] * _basis[(v * _size) + y];
                }

                coefficients[v, u] = sum;
            }
        }

        return coefficients;
    }
}
