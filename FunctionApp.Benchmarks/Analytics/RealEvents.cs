using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Real data of vega-datasets as events, in order of time.</summary>
internal static class RealEvents
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Flights: the delay in minutes, by the hour of the day; distances are what is distinct and frequent.</summary>
    public static Task<IReadOnlyList<WindowAnswer>> WriteFlightsAsync(DirectoryInfo packages, Stream file) => WriteAsync(
        packages, "flights-200k.json", file, root => root.EnumerateArray().Select(flight => (
            Start.AddHours(flight.GetProperty("time").GetDouble()),
            (double?)flight.GetProperty("delay").GetDouble(),
            $"{flight.GetProperty("distance")} miles",
            $"{Math.Floor(flight.GetProperty("distance").GetDouble() / 100) * 100} miles")));

    /// <summary>Earthquakes: the magnitude, by time; ids are distinct, networks frequent.</summary>
    public static Task<IReadOnlyList<WindowAnswer>> WriteEarthquakesAsync(DirectoryInfo packages, Stream file) => WriteAsync(
        packages, "earthquakes.json", file, root => root.GetProperty("features").EnumerateArray().Select(feature => (
            DateTimeOffset.FromUnixTimeMilliseconds(feature.GetProperty("properties").GetProperty("time").GetInt64()),
            feature.GetProperty("properties").GetProperty("mag") is { ValueKind: JsonValueKind.Number } magnitude ? magnitude.GetDouble() : 0,
            feature.GetProperty("id").GetString()!,
            feature.GetProperty("properties").GetProperty("net").GetString()!)).Select(row => (row.Item1, (double?)row.Item2, row.Item3, row.Item4)));

    private static async Task<IReadOnlyList<WindowAnswer>> WriteAsync(
        DirectoryInfo packages, string name, Stream file, Func<JsonElement, IEnumerable<(DateTimeOffset Time, double? Value, string Key, string Label)>> rows)
    {
        await using var source = File.OpenRead(Path.Combine(packages.FullName, "node_modules", "vega-datasets", "data", name));
        using var document = await JsonDocument.ParseAsync(source);
        var truth = new ExactWindows();
        var lines = new StringBuilder();
        foreach (var (time, value, key, label) in rows(document.RootElement).OrderBy(row => row.Time))
        {
            lines.Append(CultureInfo.InvariantCulture, $$$"""
                {"type":"row","time":"{{{time:yyyy-MM-ddTHH:mm:ss.fffZ}}}","data":{"value":{{{value}}},"key":"{{{key}}}","label":"{{{label}}}"}}

                """);
            truth.Add(time, value, key, label);
        }

        await file.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()));
        return truth.Complete();
    }
}
