using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.Sketches;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Analytics.Reports;

/// <summary>Reports over real files, dropped as a user drops them, against brute force over the same lines.</summary>
[TestClass]
public sealed class RealEventsReportTests
{
    /// <summary>Five standard errors of the sketch of uniques: one case in three million is outside.</summary>
    private const double UniquesTolerance = 5 * HyperLogLog.RelativeStandardError;

    [TestMethod]
    public async Task A_report_over_200_thousand_real_flights_says_what_brute_force_says()
    {
        var report = await ReportAsync("flights", RealEvents.Flights(), """
            {"from":"2026-01-31T00:00:00Z","to":"2026-02-02T00:00:00Z","interval":"1h","groupBy":["type"],
             "value":"data.delay","unique":"data.distance","topK":["data.distance"],"top":5}
            """);

        AssertIsBruteForce(report, RealEvents.Flights(), "delay", "distance");
    }

    [TestMethod]
    public async Task A_report_over_a_week_of_real_earthquakes_says_what_brute_force_says()
    {
        var report = await ReportAsync("earthquakes", RealEvents.Earthquakes(), """
            {"from":"2018-01-01T00:00:00Z","to":"2018-03-01T00:00:00Z","interval":"1h","groupBy":["type"],
             "value":"data.mag","unique":"data.net","topK":["data.net"],"top":5}
            """);

        AssertIsBruteForce(report, RealEvents.Earthquakes(), "mag", "net");
    }

    /// <summary>Drops the file in two halves, one of them compressed, and asks when both are stored.</summary>
    private static async Task<Report> ReportAsync(string stream, string lines, string question)
    {
        await using var host = await EmbeddedHost.StartAsync(settings:
        [
            new("Analytics:Ingest:FileShardBytes", "5000000"),
            new("Analytics:Reports:ShardBytes", "3000000"),
        ]);
        var half = lines.IndexOf('\n', lines.Length / 2) + 1;
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "blobs", AnalyticsContainers.Events, stream)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "first.ndjson"), lines[..half]);
        await File.WriteAllBytesAsync(Path.Combine(folder, "second.ndjson.gz"), StreamClient.Gzip(Encoding.UTF8.GetBytes(lines[half..])));
        await host.UntilAsync(stream, state => state.Accepted == lines.Count(c => c == '\n'));

        using var accepted = await host.Http.PostAsync($"/api/streams/{stream}/reports", StreamClient.Content(question, "application/json"));
        var started = (await accepted.Content.ReadFromJsonAsync(ReportsJson.Default.Report))!;
        await host.Orchestrations.WaitForCompletionAsync(started.InstanceId);
        return (await host.Http.GetFromJsonAsync(accepted.Headers.Location, ReportsJson.Default.Report))!;
    }

    private static void AssertIsBruteForce(Report report, string lines, string value, string key)
    {
        Assert.AreEqual(ReportStatus.Completed, report.Status, report.Reason);
        var events = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Read(line, value, key)).ToList();
        var groups = events.GroupBy(one => (one.Hour, one.Type)).OrderBy(group => group.Key.Hour).ThenBy(group => group.Key.Type, StringComparer.Ordinal).ToList();
        Assert.AreEqual(events.Count, report.Provenance!.Matched);
        Assert.HasCount(groups.Count, report.Rows);
        foreach (var (group, row) in groups.Zip(report.Rows))
        {
            var values = group.Select(one => one.Value).OfType<decimal>().Order().ToList();
            var keys = group.CountBy(one => one.Key).ToDictionary();
            Assert.AreEqual((group.Key.Hour, group.Key.Type, group.LongCount(), values.Count), (row.Start!.Value, row.Group[0]!, row.Count, (int)row.ValueCount));
            if (values.Count > 0)
            {
                Assert.AreEqual((double)values.Sum(), row.Sum!.Value, Math.Abs((double)values.Sum()) * 1e-15);
                Assert.AreEqual(((double?)values[0], (double?)values[^1]), (row.Min, row.Max));
                AssertIsQuantile(values, 0.50, row.P50!.Value);
                AssertIsQuantile(values, 0.95, row.P95!.Value);
                AssertIsQuantile(values, 0.99, row.P99!.Value);
            }

            Assert.AreEqual(keys.Count, row.Uniques!.Value, Math.Max(1, keys.Count * UniquesTolerance));
            foreach (var item in row.Top.Single().Items)
            {
                Assert.IsTrue(item.LowerBound <= keys[item.Key] && keys[item.Key] <= item.UpperBound, item.Key);
            }
        }
    }

    /// <summary>The answer is the exact quantile, or as far from it as the sketch may be.</summary>
    private static void AssertIsQuantile(List<decimal> sorted, double q, double answer)
    {
        var exact = (double)sorted[(int)(q * (sorted.Count - 1))];
        Assert.AreEqual(exact, answer, Math.Abs(exact) * QuantileSketch.RelativeError * 1.001);
    }

    private static (DateTimeOffset Hour, string Type, decimal? Value, string Key) Read(string line, string value, string key)
    {
        using var document = JsonDocument.Parse(line);
        var (root, data) = (document.RootElement, document.RootElement.GetProperty("data"));
        var time = root.GetProperty("time").GetDateTimeOffset();
        return (
            new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero),
            root.GetProperty("type").GetString()!,
            data.GetProperty(value) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null,
            data.GetProperty(key).ToString());
    }
}
