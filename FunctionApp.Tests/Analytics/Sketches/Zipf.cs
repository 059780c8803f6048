namespace FunctionApp.Tests.Analytics.Sketches;

/// <summary>Draws 1, 2, 3... with frequencies that fall as a power: few are most of them, as users and words are.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulated;

    public Zipf(int count, double exponent)
    {
        var sum = 0.0;
        _cumulated = [.. Enumerable.Range(1, count).Select(rank => sum += Math.Pow(rank, -exponent))];
    }

    public int Next(Random random)
    {
        var index = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return (index < 0 ? ~index : index) + 1;
    }
}
