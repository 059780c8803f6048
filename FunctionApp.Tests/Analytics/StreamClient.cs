using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Analytics;

/// <summary>What a sender of events does, and how a test sees what became of them.</summary>
internal static class StreamClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static HttpContent Content(string text, string contentType = "application/x-ndjson") => Content(Encoding.UTF8.GetBytes(text), contentType);

    public static HttpContent Content(byte[] bytes, string contentType = "application/x-ndjson", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>An event's line.</summary>
    public static string Event(string? id = null, string type = "sale", string? time = null, double? amount = null)
        => string.Concat(
            "{",
            id is null ? "" : $"\"id\":\"{id}\",",
            time is null ? "" : $"\"time\":\"{time}\",",
            amount is null ? "" : FormattableString.Invariant($"\"data\":{{\"amount\":{amount}}},"),
            $"\"type\":\"{type}\"}}");

    public static async Task<IngestResult> IngestAsync(this HttpClient http, string stream, HttpContent content)
    {
        using var response = await http.PostAsync($"/api/streams/{stream}/events", content);
        Assert.AreEqual(System.Net.HttpStatusCode.Accepted, response.StatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(AnalyticsJson.Default.IngestResult))!;
    }

    public static Task<IngestResult> IngestAsync(this HttpClient http, string stream, params IEnumerable<string> lines)
        => http.IngestAsync(stream, Content(string.Join('\n', lines)));

    /// <summary>Waits until the roll-up has come as far as a test wants it to. Nobody tells when that is, so the only way is to look.</summary>
    public static async Task<StreamState> UntilAsync(this EmbeddedHost host, string stream, Func<StreamState, bool> isThere)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var state = await host.App.Services.GetRequiredService<StreamCatalog>().StateAsync(stream, timeout.Token);
            if (isThere(state))
            {
                return state;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
        }
    }

    public static async Task<List<StreamWindow>> WindowsAsync(this EmbeddedHost host, string stream, WindowLevel level = WindowLevel.Base)
    {
        var windows = new List<StreamWindow>();
        await foreach (var window in host.App.Services.GetRequiredService<WindowStore>().ReadAsync(stream, level, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            windows.Add(window);
        }

        return windows;
    }
}
