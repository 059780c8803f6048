using System.Net;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Storage;
using FunctionApp.Local;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>How the whole host stops.</summary>
[TestClass]
public sealed class ShutdownTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [TestMethod]
    public async Task While_an_image_is_being_rendered_the_stopping_host_answers_that_it_is_not_ready_and_then_nothing_is_lost()
    {
        var rendering = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        string imageId;
        await using (var first = await EmbeddedHost.StartAsync(_data.Path, services => services.AddSingleton<IBlobStore>(provider
            => new ObstructedBlobStore(provider.GetRequiredService<FileBlobStore>(), blob => HoldAsync(blob)))))
        {
            using var accepted = await first.Http.PostAsync("/api/images", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));
            imageId = accepted.Headers.Location!.OriginalString.Split("image-")[^1];
            await rendering.Task;

            var stopping = first.App.StopAsync();
            await OrchestrationHost.UntilAsync(async () =>
            {
                using var ready = await first.Http.GetAsync("/api/health/ready");
                return ready.StatusCode == HttpStatusCode.ServiceUnavailable;
            });
            using var live = await first.Http.GetAsync("/api/health/live");
            goOn.SetResult();
            await stopping;

            Assert.AreEqual(HttpStatusCode.OK, live.StatusCode);
        }

        await using var second = await EmbeddedHost.StartAsync(_data.Path);
        await second.Orchestrations.WaitForCompletionAsync(ImageId.InstanceId(imageId));
        Assert.AreEqual(ImageStatus.Completed, (await second.ManifestAsync(imageId)).Status);

        Task HoldAsync(BlobRef blob)
        {
            if (blob.Container != ImageContainers.Renditions)
            {
                return Task.CompletedTask;
            }

            rendering.TrySetResult();
            return goOn.Task;
        }
    }

    [TestMethod]
    public async Task A_request_that_is_under_way_is_answered()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var app = await StartAsync(app => app.MapGet("/slow", async () =>
        {
            entered.SetResult();
            await goOn.Task;
            return "answered";
        }));
        using var http = new HttpClient { BaseAddress = AddressOf(app) };
        var answer = http.GetStringAsync("/slow");
        await entered.Task;

        var stopped = app.StopAsync();
        goOn.SetResult();

        Assert.AreEqual("answered", await answer);
        await stopped;
    }

    [TestMethod]
    public async Task An_event_stream_ends_with_the_host()
    {
        await using var app = await StartAsync(app => app.MapGet("/stream", async (HttpResponse response, CancellationToken cancellation) =>
        {
            response.ContentType = "text/event-stream";
            await response.WriteAsync("data: first\n\n", cancellation);
            await response.Body.FlushAsync(cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }));
        using var http = new HttpClient { BaseAddress = AddressOf(app) };
        http.DefaultRequestHeaders.Accept.Add(new("text/event-stream"));
        using var stream = new StreamReader(await http.GetStreamAsync("/stream"));
        Assert.AreEqual("data: first", await stream.ReadLineAsync());

        await app.StopAsync();

        Assert.AreEqual("\n", await stream.ReadToEndAsync(), "the response is whole");
    }

    private static Uri AddressOf(WebApplication app)
        => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var app = LocalHost.BuildWeb(new DirectoryInfo(_data.Path), port: 0, builder => builder.Logging.ClearProviders());
        map(app);
        await app.StartAsync();
        return app;
    }
}
