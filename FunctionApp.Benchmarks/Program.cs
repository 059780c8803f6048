using System.CommandLine;
using FunctionApp.Benchmarks.Host;
using FunctionApp.Benchmarks.Images;

var photos = new Option<DirectoryInfo>("--photos") { Description = "Folder with real photographs.", Required = true };
var peer = new Option<DirectoryInfo>("--peer") { Description = "Folder with the sharp script.", Required = true };
photos.Recursive = peer.Recursive = true;

var images = new Command("images", "The whole image pipeline against sharp.");
images.SetAction(parsed => PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer)));

var host = new Command("host", "Start-up time and memory of the embedded host.");
host.SetAction(_ => HostBenchmark.RunAsync());

var all = new RootCommand("Side-by-side benchmarks. Both when none is named.") { photos, peer, images, host };
all.SetAction(async parsed =>
{
    await PipelineBenchmark.RunAsync(parsed.GetRequiredValue(photos), parsed.GetRequiredValue(peer));
    await HostBenchmark.RunAsync();
});

return await all.Parse(args).InvokeAsync();
