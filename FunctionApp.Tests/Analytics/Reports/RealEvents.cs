using System.Globalization;
using System.Text;
using System.Text.Json;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Analytics.Reports;

/// <summary>Real data of vega-datasets as files of events, which <c>./test</c> fetches.</summary>
internal static class RealEvents
{
    private static readonly DateTimeOffset FlightDay = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>231,083 flights of a day: delays in minutes, distances in miles.</summary>
    public static string Flights()
    {
        using var document = Read("flights-200k.json");
        return Lines(document.RootElement.EnumerateArray().Select(flight => (
            Id: (string?)null,
            Type: flight.GetProperty("delay").GetInt32() > 15 ? "late" : "punctual",
            Time: FlightDay.AddHours(flight.GetProperty("time").GetDouble()),
            Data: flight.GetRawText())));
    }

    /// <summary>The earthquakes of a week: magnitudes, the networks that measured them, with the ids that they have there.</summary>
    public static string Earthquakes()
    {
        using var document = Read("earthquakes.json");
        return Lines(document.RootElement.GetProperty("features").EnumerateArray().Select(feature => (
            Id: feature.GetProperty("id").GetString(),
            Type: feature.GetProperty("properties").GetProperty("type").GetString()!,
            Time: DateTimeOffset.FromUnixTimeMilliseconds(feature.GetProperty("properties").GetProperty("time").GetInt64()),
            Data: feature.GetProperty("properties").GetRawText())));
    }

    private static JsonDocument Read(string name)
        => JsonDocument.Parse(File.ReadAllBytes(Repository.File("eng", "test-events", "node_modules", "vega-datasets", "data", name)));

    private static string Lines(IEnumerable<(string? Id, string Type, DateTimeOffset Time, string Data)> events)
    {
        var lines = new StringBuilder();
        foreach (var one in events)
        {
            lines.Append('{')
                .Append(one.Id is null ? "" : $"\"id\":\"{one.Id}\",")
                .Append(CultureInfo.InvariantCulture, $"\"type\":\"{one.Type}\",\"time\":\"{one.Time:yyyy-MM-ddTHH:mm:ss.fffZ}\",\"data\":{one.Data.ReplaceLineEndings(" ")}}}\n");
        }

        return lines.ToString();
    }
}
