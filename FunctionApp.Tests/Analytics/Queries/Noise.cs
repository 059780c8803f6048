namespace FunctionApp.Tests.Analytics.Queries;

/// <summary>Random numbers of the distributions that series are made of.</summary>
internal static class Noise
{
    /// <summary>A standard normal number (Box and Muller).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>How many arrivals there are when so many are expected: exponential gaps, or the normal limit when there are many.</summary>
    public static double Poisson(Random random, double mean)
    {
        if (mean > 200)
        {
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        }

        var count = 0;
        for (var rest = mean + Math.Log(1 - random.NextDouble()); rest > 0; rest += Math.Log(1 - random.NextDouble()))
        {
            count++;
        }

        return count;
    }
}
