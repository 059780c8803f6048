using System.Globalization;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Host;

/// <summary>What telemetry costs: a rendition from a host that sends traces, metrics and logs to a collector, and from one that sends nothing.</summary>
/// <remarks>Both remember their own measurements for <c>/metrics/summary</c> and measure their usage, as every host does.</remarks>
internal static class TelemetryBenchmark
{
    private const int Rounds = 7;
    private const int Connections = 16;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(3);

    /// <param name="photo">Any photograph.</param>
    public static async Task RunAsync(FileInfo photo)
    {
        await using var collector = await StartCollectorAsync();
        using var sendingData = new TemporaryFolder();
        using var silentData = new TemporaryFolder();
        using var sending = new HostProcess(sendingData.Path, new Dictionary<string, string>
        {
            ["Gateway__RateLimits__Enabled"] = "false",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        using var silent = new HostProcess(silentData.Path, new Dictionary<string, string> { ["Gateway__RateLimits__Enabled"] = "false" });
        var with = await LoadAsync(sending, photo);
        var without = await LoadAsync(silent, photo);

        // Turn by turn, so that whatever else the machine does meets both.
        var (on, off) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            on.Add((await with.RunAsync(RoundLength)).PerSecond);
            off.Add((await without.RunAsync(RoundLength)).PerSecond);
        }

        var table = new Table { Title = new TableTitle($"Rendition GET on loopback, {Connections} connections, median of {Rounds} rounds") };
        table.AddColumns("", "measured", "aim");
        table.AddRow("requests/s with telemetry sent", Text($"{Median(on):0}"), "");
        table.AddRow("requests/s without", Text($"{Median(off):0}"), "");
        table.AddRow("what telemetry takes", Text($"{100 * (1 - (Median(on) / Median(off))):0.0} %"), "5 %");
        AnsiConsole.Write(table);
    }

    private static async Task<LoopbackLoad> LoadAsync(HostProcess host, FileInfo photo)
    {
        await host.StartAsync();
        var imageId = await host.UploadAsync(await File.ReadAllBytesAsync(photo.FullName), photo.Name);
        await host.UntilFinishedAsync(imageId);
        return new LoopbackLoad(host.Address, $"/api/images/{imageId}/renditions/thumb.webp", Connections);
    }

    /// <summary>A server that takes OTLP over HTTP and throws it away.</summary>
    private static async Task<WebApplication> StartCollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", (HttpRequest request) => request.Body.CopyToAsync(Stream.Null));
        await app.StartAsync();
        return app;
    }

    private static double Median(List<double> rounds) => rounds.Order().ElementAt(rounds.Count / 2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
