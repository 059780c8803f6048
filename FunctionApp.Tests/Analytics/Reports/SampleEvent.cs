using System.Text.Json;

namespace FunctionApp.Tests.Analytics.Reports;

/// <summary>An event of a shop, some without an amount or a country.</summary>
internal sealed record SampleEvent(string Type, DateTimeOffset Time, double? Amount, string User, string? Country)
{
    private static readonly string?[] Countries = ["DE", "FR", "US", "Côte d'Ivoire, \"CI\"", null];

    public static IReadOnlyList<SampleEvent> Many(int count, int seed = 1)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new SampleEvent(
                random.Next(3) == 0 ? "order" : "view",
                new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.Next(86_400_000)),
                random.Next(10) == 0 ? null : Math.Round(Math.Exp(random.NextDouble() * 8), 2),
                $"user-{random.Next(40)}",
                Countries[random.Next(Countries.Length)])),
        ];
    }

    public string ToLine() => JsonSerializer.Serialize(new { id = "1", type = Type, time = Time, data = new { amount = Amount, user = User, country = Country } });
}
