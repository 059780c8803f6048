using System.Globalization;
using System.Text;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Writes events as a shop has them, seeded: users by Zipf's law, log-normal amounts, evenly spread over time. Knows the true answers.</summary>
internal sealed class EventGenerator(int seed = 1)
{
    private const int Users = 100_000;
    private const int EventsPerSecond = 140;

    private static readonly string[] Types = ["page.viewed", "cart.filled", "order.placed"];
    private static readonly string[] Countries = ["DE", "FR", "US", "JP", "BR", "IN"];

    private readonly Random _random = new(seed);
    private readonly double[] _cumulated = Cumulate();

    /// <summary>Writes a file of NDJSON.</summary>
    /// <returns>What is true of each minute.</returns>
    public async Task<IReadOnlyList<WindowAnswer>> WriteAsync(Stream file, int count)
    {
        var start = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);
        var truth = new ExactWindows();
        var block = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var time = start.AddMilliseconds(i * 1000.0 / EventsPerSecond);
            var (user, amount) = Append(block, NextId(), time);
            truth.Add(time, amount, user, user);
            if (block.Length > 1 << 20 || i == count - 1)
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(block.ToString()));
                block.Clear();
            }
        }

        return truth.Complete();
    }

    /// <summary>Writes one event's line.</summary>
    /// <returns>Who did it, and its amount.</returns>
    public (string User, double Amount) Append(StringBuilder lines, string id, DateTimeOffset time)
    {
        var user = $"user-{NextUser()}";
        var amount = Math.Round(Math.Exp(3 + (1.2 * Normal())), 2);
        lines.Append(CultureInfo.InvariantCulture, $$$"""
            {"id":"{{{id}}}","source":"/shops/{{{_random.Next(20)}}}","type":"{{{Types[_random.Next(Types.Length)]}}}","time":"{{{time:yyyy-MM-ddTHH:mm:ss.fffZ}}}","subject":"{{{user}}}","data":{"user":"{{{user}}}","amount":{{{amount}}},"country":"{{{Countries[_random.Next(Countries.Length)]}}}","items":{{{_random.Next(1, 9)}}},"member":{{{(_random.Next(2) == 0 ? "true" : "false")}}}}}

            """);
        return (user, amount);
    }

    private static double[] Cumulate()
    {
        var sum = 0.0;
        return [.. Enumerable.Range(1, Users).Select(rank => sum += Math.Pow(rank, -1.05))];
    }

    private int NextUser()
    {
        var index = Array.BinarySearch(_cumulated, _random.NextDouble() * _cumulated[^1]);
        return index < 0 ? ~index : index;
    }

    private string NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString("D");
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
