namespace FunctionApp.Tests.Analytics.Sketches;

/// <summary>Seeded numbers of several shapes, those that sketches find hard among them.</summary>
internal static class Distribution
{
    public static IEnumerable<string> Names => ["uniform", "zipf", "log-normal", "constant", "bimodal", "ascending", "descending", "signs", "huge-range"];

    public static double[] Draw(string name, int count, int seed = 1)
    {
        var random = new Random(seed);
        var zipf = new Zipf(10_000, 1.1);
        return [.. Enumerable.Range(0, count).Select(i => name switch
        {
            "uniform" => random.NextDouble() * 1000,
            "zipf" => zipf.Next(random),
            "log-normal" => Math.Exp(3 + (2 * Normal(random))),
            "constant" => 42.5,
            "bimodal" => random.Next(2) == 0 ? 1 + Normal(random) * 0.01 : 1e6 + Normal(random),
            "ascending" => i + 1,
            "descending" => count - i,
            "signs" => Normal(random) * 100,
            "huge-range" => Math.ScaleB(1 + random.NextDouble(), random.Next(-25, 25)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        })];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
