using System.Collections.Concurrent;
using System.Text;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class TelemetryExportTests
{
    [TestMethod]
    public async Task The_host_sends_traces_metrics_and_logs_where_the_environment_says()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await StartCollectorAsync(received);
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        });
        await host.StartAsync();

        await host.UntilFinishedAsync(await host.UploadAsync(TestImages.Photo(320, 240, seed: 1), "photo.jpg"));

        await UntilContainsAsync("/v1/traces", "activity:RenderImage", "orchestration:ProcessImage", "functionapp-local");
        await UntilContainsAsync("/v1/metrics", InstrumentNames.ActivityDuration, InstrumentNames.OrchestrationDuration, "http.server.request.duration");
        await UntilContainsAsync("/v1/logs", "Microsoft.Hosting.Lifetime");

        Task UntilContainsAsync(string path, params string[] texts) => OrchestrationHost.UntilAsync(()
            => Task.FromResult(received.TryGetValue(path, out var all) && Array.TrueForAll(texts, text => all.Contains(text, StringComparison.Ordinal))));
    }

    /// <summary>A server that takes OTLP over HTTP and keeps it as text: names are plain in the encoding.</summary>
    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body, Encoding.Latin1);
            var text = await body.ReadToEndAsync();
            received.AddOrUpdate(request.Path, text, (_, before) => before + text);
        });
        await app.StartAsync();
        return app;
    }
}
