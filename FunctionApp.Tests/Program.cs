using System.Globalization;
using FunctionApp.Core.Storage;
using FunctionApp.Local;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Run as a program, this is the embedded host over blobs that it shares with others of its kind; see HostProcess.
var host = LocalHost.BuildWeb(new DirectoryInfo(args[3]), int.Parse(args[1], CultureInfo.InvariantCulture), builder =>
{
    builder.Logging.ClearProviders();
    builder.Services.AddSingleton<IBlobStore>(_ => new RemoteBlobStore(new Uri(args[5])));
});
await host.RunAsync();
