namespace FunctionApp.Tests.Analytics.Queries;

/// <summary>An event of the streams that queries are tested on.</summary>
internal sealed record Purchase(DateTimeOffset Time, string Type, string User, string Country, double Amount)
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Countries = ["CH", "DE", "FR", "IT", "AT", "=1+1", "\"quoted\", with comma"];

    /// <summary>Events at random moments; few users and countries make most of them.</summary>
    public static List<Purchase> Generate(int seed, int count, DateTimeOffset from, TimeSpan length)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new Purchase(
                from + (random.NextDouble() * length),
                random.Next(3) == 0 ? "refund" : "purchase",
                $"user{(int)(2_000 * Math.Pow(random.NextDouble(), 3))}",
                Countries[(int)(Countries.Length * Math.Pow(random.NextDouble(), 2))],
                Math.Exp(3 + Noise.Normal(random)))).OrderBy(purchase => purchase.Time),
        ];
    }
}
