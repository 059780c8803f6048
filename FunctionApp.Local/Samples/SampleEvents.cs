using System.Globalization;
using System.Text;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Ingest;

namespace FunctionApp.Local.Samples;

/// <summary>An hour of a shop and of its cold stores, up to a moment: the same events for the same moment, and a few lines that are none.</summary>
/// <param name="until">The events are before this.</param>
internal sealed class SampleEvents(DateTimeOffset until)
{
    private const int Purchases = 6_000;
    private const int Readings = 3_600;
    private const int Customers = 2_000;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private static readonly string[] Types = ["page.viewed", "page.viewed", "page.viewed", "cart.filled", "order.placed"];
    private static readonly string[] Countries = ["DE", "US", "FR", "JP", "BR", "IN"];

    private readonly Random _random = new(20_260_131);

    /// <summary>Everything.</summary>
    public IReadOnlyList<SampleStream> All() => [Shop(), ColdStores()];

    /// <summary>NDJSON: customers by Zipf's law, log-normal amounts.</summary>
    private SampleStream Shop()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Purchases; i++)
        {
            var customer = Math.Min(Customers, (int)Math.Exp(_random.NextDouble() * Math.Log(Customers + 1)));
            var country = Countries[(int)(Countries.Length * _random.NextDouble() * _random.NextDouble())];
            var amount = Math.Round(Math.Exp(3 + (0.8 * Normal())), 2);
            lines.Append(CultureInfo.InvariantCulture, $$$"""
                {"id":"{{{until.UtcTicks}}}-{{{i}}}","source":"/shop","type":"{{{Types[_random.Next(Types.Length)]}}}","time":"{{{Moment(i, Purchases)}}}","subject":"customer-{{{customer}}}","data":{"amount":{{{amount}}},"country":"{{{country}}}"}}

                """);
        }

        lines.Append("""
            this is no JSON
            {"source":"/shop","data":{"amount":1}}
            {"type":"order.placed","time":"yesterday","data":{"amount":1}}

            """);
        var settings = new StreamSettings { Value = "data.amount", Unique = "subject", TopK = ["data.country"], AllowedLateness = Period };
        return new("shop", settings, EventFormat.Lines, Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>CSV: a temperature every second, from one of four sensors. One of them warms up for some minutes.</summary>
    private SampleStream ColdStores()
    {
        var lines = new StringBuilder("id,type,time,sensor,temperature\n");
        for (var i = 0; i < Readings; i++)
        {
            var sensor = i % 4;
            var warmth = sensor == 2 && i is > 2_400 and < 2_900 ? 9 : 0;
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{until.UtcTicks}-{i},reading,{Moment(i, Readings)},no-{sensor + 1},{4 + warmth + (0.4 * Normal()):0.00}\n");
        }

        lines.Append("a,line,of,another,table,than,this\n");
        var settings = new StreamSettings { Value = "data.temperature", Unique = "data.sensor", TopK = ["data.sensor"], AllowedLateness = Period };
        return new("cold-stores", settings, EventFormat.Csv, Encoding.UTF8.GetBytes(lines.ToString()));
    }

    private string Moment(int number, int count)
        => (until - Period + (Period * number / count)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A standard normal number, by Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
