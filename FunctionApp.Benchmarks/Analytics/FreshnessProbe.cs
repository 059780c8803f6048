using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Posts single events of a type of its own, and looks at the windows until each is there.</summary>
internal sealed class FreshnessProbe(Uri host, string stream, string type)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>From the beginning of each post to the windows' having the event.</summary>
    public async Task<List<TimeSpan>> RunAsync(TimeSpan duration)
    {
        using var http = new HttpClient { BaseAddress = host };
        var started = Stopwatch.GetTimestamp();
        var begin = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        var windows = FormattableString.Invariant($"/api/streams/{stream}/windows?type={type}&from={begin:yyyy-MM-ddTHH:mm:ssZ}&to={begin.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");
        var times = new List<TimeSpan>();
        for (var count = 1; Stopwatch.GetElapsedTime(started) < duration; count++)
        {
            var posted = Stopwatch.GetTimestamp();
            using var content = new StringContent($$$"""{"type":"{{{type}}}","data":{"amount":{{{count}}}}}""");
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var response = await http.PostAsync($"/api/streams/{stream}/events", content);
            response.EnsureSuccessStatusCode();
            while (await CountAsync(http, windows) < count)
            {
                await Task.Delay(LookEvery, TimeProvider.System);
            }

            times.Add(Stopwatch.GetElapsedTime(posted));
        }

        return times;
    }

    private static async Task<long> CountAsync(HttpClient http, string windows)
        => (await http.GetFromJsonAsync<JsonElement>(windows)).GetProperty("items").EnumerateArray().Sum(window => window.GetProperty("count").GetInt64());
}
