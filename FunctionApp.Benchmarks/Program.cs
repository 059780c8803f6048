using System.CommandLine;
using FunctionApp.Benchmarks.Host;
using FunctionApp.Benchmarks.Images;

var photos = new Option<DirectoryInfo>("--photos") { Description = "Folder with real photographs.", Required = true };
var peer = new Option<DirectoryInfo>("--peer") { Description = "Folder with the sharp script.", Required = true };
var large = new Option<FileInfo>("--large") { Description = "A photograph of 24 megapixels.", Required = true };
photos.Recursive = peer.Recursive = large.Recursive = true;

var images = new Command("images", "The whole image pipeline against sharp.");
images.SetAction(parsed => PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer)));

var host = new Command("host", "Start-up time and memory of the embedded host, and what the gateway costs a request.");
host.SetAction(async parsed =>
{
    await HostBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large));
});

var gateway = new Command("gateway", "What the gateway costs a request.");
gateway.SetAction(parsed => GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large)));

var all = new RootCommand("Side-by-side benchmarks. All when none is named.") { photos, peer, large, images, host, gateway };
all.SetAction(async parsed =>
{
    await PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer));
    await HostBenchmark.RunAsync(parsed.GetRequiredValue(large));
    await GatewayBenchmark.RunAsync(parsed.GetRequiredValue(large));
});

return await all.Parse(args).InvokeAsync();
