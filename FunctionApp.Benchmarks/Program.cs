using System.CommandLine;
using System.Globalization;
using FunctionApp.Benchmarks.Analytics;
using FunctionApp.Benchmarks.Dashboard;
using FunctionApp.Benchmarks.Host;
using FunctionApp.Benchmarks.Images;
using FunctionApp.Benchmarks.Resilience;

if (args is [AnalyticsBenchmark.OurSide, var file, var value, var unique, var top, var passes])
{
    await FileAggregation.RunAsync(new(file), value, unique, top, int.Parse(passes, CultureInfo.InvariantCulture));
    return 0;
}

if (args is [Screenshots.Command, var samples, var pictures])
{
    await Screenshots.WriteAsync(new(samples), new(pictures));
    return 0;
}

var photos = new Option<DirectoryInfo>("--photos") { Description = "Folder with real photographs.", Required = true };
var peer = new Option<DirectoryInfo>("--peer") { Description = "Folder with the sharp script.", Required = true };
var large = new Option<FileInfo>("--large") { Description = "A photograph of 24 megapixels.", Required = true };
var duckdb = new Option<DirectoryInfo>("--duckdb") { Description = "Folder with the DuckDB script.", Required = true };
var millions = new Option<int>("--millions") { Description = "Events of the large run, in millions.", DefaultValueFactory = _ => 1 };
photos.Recursive = peer.Recursive = large.Recursive = duckdb.Recursive = true;

var images = new Command("images", "The whole image pipeline against sharp.");
images.SetAction(parsed => PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer)));

var host = new Command("host", "Start-up time and memory of the embedded host, and what the gateway and telemetry cost a request.");
host.SetAction(async parsed =>
{
    await HostBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await TelemetryBenchmark.RunAsync(parsed.GetRequiredValue(large));
});

var serving = new Command("serving", "Requests a second that the embedded host answers from its cache.");
serving.SetAction(parsed => ServingBenchmark.RunAsync(parsed.GetRequiredValue(large)));

var gateway = new Command("gateway", "What the gateway costs a request.");
gateway.SetAction(parsed => GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large)));

var telemetry = new Command("telemetry", "What sending telemetry costs a request.");
telemetry.SetAction(parsed => TelemetryBenchmark.RunAsync(parsed.GetRequiredValue(large)));

var resilience = new Command("resilience", "Circuits, closed and open.");
resilience.SetAction(_ => ResilienceBenchmark.RunAsync());

var analytics = new Command("analytics", "Events to windows against DuckDB.") { millions };
analytics.SetAction(parsed => AnalyticsBenchmark.RunAsync(parsed.GetRequiredValue(duckdb), parsed.GetValue(millions)));

var ingest = new Command("ingest", "Events into the embedded host, and questions about them.");
ingest.SetAction(_ => IngestBenchmark.RunAsync());

var dashboard = new Command("dashboard", "First paint of the dashboard, and a long timeline.");
dashboard.SetAction(_ => DashboardBenchmark.RunAsync());

var all = new RootCommand("Side-by-side benchmarks. All when none is named.") { photos, peer, large, duckdb, images, analytics, ingest, host, serving, gateway, telemetry, resilience, dashboard };
all.SetAction(async parsed =>
{
    await PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer));
    await HostBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await ServingBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await TelemetryBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await ResilienceBenchmark.RunAsync();
    await AnalyticsBenchmark.RunAsync(parsed.GetRequiredValue(duckdb), millions: 1);
    await IngestBenchmark.RunAsync();
    await DashboardBenchmark.RunAsync();
});

return await all.Parse(args).InvokeAsync();
