using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Posts batches of new events to a stream on a few connections, each of which waits for its answer before it posts again.</summary>
internal sealed class IngestLoad(Uri host, string stream, int connections)
{
    private static int _batches;

    private readonly EventBatch[] _templates = [.. Enumerable.Range(1, connections).Select(seed => new EventBatch(seed))];

    /// <summary>Posts for a while.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="perSecond">Events a second at most; 0 for as many as go.</param>
    /// <returns>Events a second that were acknowledged, and how long the slowest of 100 requests took at least.</returns>
    public async Task<(double PerSecond, TimeSpan P99)> RunAsync(TimeSpan duration, double perSecond = 0)
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(_templates.Select(batch => Task.Run(() => PostAsync(batch, started, duration, perSecond / connections))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = latencies.SelectMany(latency => latency).Order().ToList();
        return (all.Count * (double)EventBatch.Size / elapsed.TotalSeconds, all[all.Count * 99 / 100]);
    }

    private async Task<List<TimeSpan>> PostAsync(EventBatch batch, long started, TimeSpan duration, double perSecond)
    {
        using var http = new HttpClient { BaseAddress = host };
        var latencies = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            if (perSecond > 0 && TimeSpan.FromSeconds(latencies.Count * EventBatch.Size / perSecond) - elapsed is var early && early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System);
                continue;
            }

            batch.Renew((uint)Interlocked.Increment(ref _batches), TimeProvider.System.GetUtcNow());
            var sent = Stopwatch.GetTimestamp();
            using var content = new ByteArrayContent(batch.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var response = await http.PostAsync($"/api/streams/{stream}/events", content);
            var answer = await response.Content.ReadAsStringAsync();
            if (response.StatusCode != HttpStatusCode.Accepted || !answer.Contains($"\"accepted\":{EventBatch.Size},", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The host answered {response.StatusCode}: {answer}");
            }

            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }

        return latencies;
    }
}
