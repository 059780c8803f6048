using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Api;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;
using FunctionApp.Core.Gateway.RateLimiting;
using FunctionApp.Local;
using FunctionApp.Local.Http;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Host;

/// <summary>What the gateway costs a request: the same manifest from the embedded host, and from hosts that leave out first the gateway, and then what measures usage.</summary>
internal static class GatewayBenchmark
{
    private const int Rounds = 7;
    private const int Connections = 16;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(3);

    /// <param name="photo">Any photograph.</param>
    public static async Task RunAsync(FileInfo photo)
    {
        using var guardedData = new TemporaryFolder();
        using var openData = new TemporaryFolder();
        using var bareData = new TemporaryFolder();
        var key = ApiKey.Create();
        await using var guarded = LocalHost.BuildWeb(new DirectoryInfo(guardedData.Path), port: 0, builder =>
        {
            Quiet(builder);
            builder.Configuration.AddInMemoryCollection(Accepting(key));
        });
        await using var open = Without(new DirectoryInfo(openData.Path), measures: true);
        await using var bare = Without(new DirectoryInfo(bareData.Path), measures: false);
        MeasureSteps(guarded.Services, key);

        // All are sent the same bytes: who asks with a key sends it in any case.
        var header = $"X-Api-Key: {key.Value}";
        LoadGenerator[] loads =
        [
            new(await StartAsync(guarded), await UploadAsync(guarded, photo, key), header, Connections),
            new(await StartAsync(open), await UploadAsync(open, photo, key), header, Connections),
            new(await StartAsync(bare), await UploadAsync(bare, photo, key), header, Connections),
        ];

        // Turn by turn, so that whatever else the machine does meets all.
        var results = loads.Select(_ => new List<LoadResult>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var side = 0; side < loads.Length; side++)
            {
                var result = await loads[side].RunAsync(RoundLength);
                if (round > 0)
                {
                    results[side].Add(result);
                }
            }
        }

        var table = new Table { Title = new TableTitle($"Manifest GET on loopback, {Connections} connections, median of {Rounds} rounds") };
        table.AddColumns("", "requests/s", "p50", "p99", "processor time a request");
        AddRow(table, "the embedded host: key, rate limit, limits, headers; usage and metrics", results[0]);
        AddRow(table, "the same without its gateway", results[1]);
        AddRow(table, "the handlers alone", results[2]);
        AddRatios(table, "with / without the gateway", results[0], results[1]);
        AddRatios(table, "all / the handlers alone", results[0], results[2]);
        AnsiConsole.Write(table);
        await guarded.StopAsync();
        await open.StopAsync();
        await bare.StopAsync();
    }

    /// <summary>The parts that every request goes through, without HTTP.</summary>
    private static void MeasureSteps(IServiceProvider services, ApiKey key)
    {
        var ring = services.GetRequiredService<ApiKeyRing>();
        var limiter = services.GetRequiredService<InMemoryRateLimiter>();
        var policy = new RateLimitPolicy(RateClass.Read, new RateQuota { Quota = 10_000_000, Window = TimeSpan.FromSeconds(1) });
        var gateway = services.GetRequiredService<GatewayPipeline>();
        var operation = ApiOperations.Find("GetImage")!;
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Headers["X-Api-Key"] = key.Value;

        var table = new Table { Title = new TableTitle("Steps of the gateway") };
        table.AddColumns("", "time", "allocated");
        AddRow("recognise a key", () => ring.Find(key.Value));
        AddRow("count a call", () => limiter.Take("key:bench", policy));
        AddRow("all of the pipeline", () => gateway.InvokeAsync(http, operation, _ => Task.CompletedTask).GetAwaiter().GetResult());
        AnsiConsole.Write(table);

        void AddRow(string name, Action step)
        {
            var (nanoseconds, bytes) = StepBenchmark.Measure(step);
            table.AddRow(name, Text($"{nanoseconds:N0} ns"), Text($"{bytes:N0} bytes"));
        }
    }

    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    private static Dictionary<string, string?> Accepting(ApiKey key) => new(StringComparer.Ordinal)
    {
        ["Gateway:ApiKeys:0:Client"] = "bench",
        ["Gateway:ApiKeys:0:Prefix"] = key.Prefix,
        ["Gateway:ApiKeys:0:Hash"] = key.Hash,
        ["Gateway:ApiKeys:0:Role"] = "Writer",
        ["Gateway:RateLimits:Read:Quota"] = "10000000",
    };

    private static WebApplication Without(DirectoryInfo data, bool measures)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Quiet(builder);
        builder.Services.AddLocalHost(builder.Configuration, data).AddApi();
        if (measures)
        {
            builder.Services.AddMetricsSummary(builder.Configuration);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        if (measures)
        {
            app.UseRequestUsage();
        }

        app.UseProblems();
        app.MapGroup("").RequireHost("localhost", "127.0.0.1").MapImages();
        return app;
    }

    private static async Task<Uri> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return Address(app);
    }

    private static Uri Address(WebApplication app)
        => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <returns>The path of the finished manifest.</returns>
    private static async Task<string> UploadAsync(WebApplication app, FileInfo photo, ApiKey key)
    {
        using var http = new HttpClient { BaseAddress = Address(app) };
        http.DefaultRequestHeaders.Add("X-Api-Key", key.Value);
        using var response = await http.PostAsync("/api/images", new ByteArrayContent(await File.ReadAllBytesAsync(photo.FullName)));
        response.EnsureSuccessStatusCode();
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        await app.Services.GetRequiredService<Core.Orchestration.IOrchestrationClient>()
            .WaitForCompletionAsync(accepted.GetProperty("instanceId").GetString()!);
        return accepted.GetProperty("manifestUrl").GetString()!;
    }

    private static void AddRow(Table table, string name, List<LoadResult> results) => table.AddRow(
        name,
        Text($"{Median(results, result => result.PerSecond):N0}"),
        Text($"{Median(results, result => result.P50):0.00} ms"),
        Text($"{Median(results, result => result.P99):0.00} ms"),
        Text($"{Median(results, result => result.ProcessorMicroseconds):0.0} us"));

    private static void AddRatios(Table table, string name, List<LoadResult> ours, List<LoadResult> theirs) => table.AddRow(
        name,
        Ratio(ours, theirs, result => result.PerSecond),
        Ratio(ours, theirs, result => result.P50),
        Ratio(ours, theirs, result => result.P99),
        Ratio(ours, theirs, result => result.ProcessorMicroseconds));

    private static string Ratio(List<LoadResult> ours, List<LoadResult> theirs, Func<LoadResult, double> value)
        => Text($"{Median(ours, value) / Median(theirs, value):0.00}");

    private static double Median(List<LoadResult> results, Func<LoadResult, double> value) => results.Select(value).Order().ElementAt(results.Count / 2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
