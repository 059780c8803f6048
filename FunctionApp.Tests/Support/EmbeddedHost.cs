using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local;
using FunctionApp.Local.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.Support;

/// <summary>The whole embedded host in this process, on a free port and a data folder of its own.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly TemporaryFolder? _ownedFolder;

    private EmbeddedHost(WebApplication app, string dataFolder, TemporaryFolder? ownedFolder)
    {
        App = app;
        DataFolder = dataFolder;
        _ownedFolder = ownedFolder;
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Http = new HttpClient(new DocumentedAnswers()) { BaseAddress = new Uri(address) };
    }

    public WebApplication App { get; }

    public string DataFolder { get; }

    public HttpClient Http { get; }

    public IOrchestrationClient Orchestrations => App.Services.GetRequiredService<IOrchestrationClient>();

    public static async Task<EmbeddedHost> StartAsync(
        string? dataFolder = null, Action<IServiceCollection>? configure = null, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var owned = dataFolder is null ? new TemporaryFolder() : null;
        var folder = dataFolder ?? owned!.Path;
        var app = LocalHost.BuildWeb(new DirectoryInfo(folder), port: 0, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(settings);
            configure?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new(app, folder, owned);
    }

    /// <summary>Ends when the blob triggers have recorded all that they have handled.</summary>
    public Task UntilTriggerIsIdleAsync()
        => Task.WhenAll(App.Services.GetServices<IHostedService>().OfType<BlobTrigger>().Select(trigger => trigger.WhenIdleAsync()));

    /// <summary>Uploads bytes and waits for the finished manifest.</summary>
    public async Task<ImageManifest> ProcessAsync(byte[] image, string name = "photo")
    {
        using var response = await Http.PostAsync($"/api/images?name={Uri.EscapeDataString(name)}", new ByteArrayContent(image));
        response.EnsureSuccessStatusCode();
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        await Orchestrations.WaitForCompletionAsync(accepted.GetProperty("instanceId").GetString()!);
        return await ManifestAsync(accepted.GetProperty("imageId").GetString()!);
    }

    public async Task<ImageManifest> ManifestAsync(string imageId)
        => (await Http.GetFromJsonAsync($"/api/images/{imageId}", ImagesJson.Default.ImageManifest))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _ownedFolder?.Dispose();
    }
}
