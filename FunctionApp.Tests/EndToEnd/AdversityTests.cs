using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>What the host does when storage does not do its part.</summary>
[TestClass]
public sealed class AdversityTests
{
    [TestMethod]
    public async Task When_the_disk_is_full_the_orchestration_fails_with_a_reason_the_host_lives_and_a_later_upload_succeeds()
    {
        var full = true;
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(
            blob => full && blob.Container == ImageContainers.Renditions ? throw new IOException("No space left on device") : Task.CompletedTask,
            clock);
        var photo = TestImages.Photo(320, 240, seed: 1);

        var imageId = await UploadAsync(host, photo);
        var failed = await FinishAsync(host, imageId, clock);
        var manifest = await host.ManifestAsync(imageId);
        full = false;
        using var live = await host.Http.GetAsync("/api/health/live");
        await UploadAsync(host, photo);
        await FinishAsync(host, imageId, clock);
        var mended = await host.ManifestAsync(imageId);

        Assert.AreEqual(OrchestrationStatus.Failed, failed.RuntimeStatus);
        Assert.AreEqual(ImageStatus.Failed, manifest.Status);
        Assert.AreEqual("No space left on device", manifest.Reason);
        Assert.AreEqual(HttpStatusCode.OK, live.StatusCode);
        Assert.AreEqual(ImageStatus.Completed, mended.Status);
    }

    [TestMethod]
    public async Task When_nothing_at_all_can_be_written_the_manifest_still_tells_that_the_image_failed()
    {
        var full = false;
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(
            blob => full && blob.Container != ImageContainers.Originals ? throw new IOException("No space left on device") : Task.CompletedTask,
            clock);

        full = true;
        var imageId = await UploadAsync(host, TestImages.Photo(320, 240, seed: 1));
        await FinishAsync(host, imageId, clock);

        Assert.AreEqual(ImageStatus.Failed, (await host.ManifestAsync(imageId)).Status);
    }

    [TestMethod]
    public async Task An_upload_that_storage_does_not_take_is_503_and_leaves_nothing()
    {
        await using var host = await StartAsync(_ => throw new IOException("No space left on device"));

        using var response = await host.Http.PostAsync("/api/images", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.IsEmpty((await host.Orchestrations.ListAsync(new())).Items);
    }

    [TestMethod]
    public async Task An_unexpected_failure_tells_the_caller_nothing_of_its_inside()
    {
        await using var host = await StartAsync(_ => throw new InvalidOperationException("the secret"));

        using var response = await host.Http.PostAsync("/api/images", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task An_upload_over_the_limit_is_413()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Images:Limits:MaxUploadBytes", "10000")]);

        using var response = await host.Http.PostAsync("/api/images", new ByteArrayContent(new byte[10_001]));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [TestMethod]
    public async Task An_upload_far_over_the_limit_is_413_before_it_is_read()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Images:Limits:MaxUploadBytes", "10000")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/images") { Content = new ByteArrayContent(new byte[2_000_000]) };
        request.Headers.ExpectContinue = true;

        using var response = await host.Http.SendAsync(request);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [TestMethod]
    public async Task An_image_whose_deletion_was_cut_short_is_whole_again_after_it_is_uploaded_anew()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var photo = TestImages.Photo(320, 240, seed: 1);
        var manifest = await host.ProcessAsync(photo);
        var firstDeleted = manifest.Renditions.MinBy(rendition => rendition.Name, StringComparer.Ordinal)!.Url;
        using var cut = new CancellationTokenSource();
        var deletesOnce = new ObstructedBlobStore(host.App.Services.GetRequiredService<FileBlobStore>(), _ => Task.CompletedTask, _ => cut.Cancel());

        await host.Orchestrations.PurgeAsync(manifest.InstanceId);
        await Assert.ThrowsAsync<OperationCanceledException>(() => CatalogOver(deletesOnce, host).DeleteAsync(manifest, cut.Token));
        using var gone = await host.Http.GetAsync(firstDeleted);
        var uploaded = await host.ProcessAsync(photo);
        using var back = await host.Http.GetAsync(firstDeleted);

        Assert.AreEqual(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.AreEqual(ImageStatus.Completed, uploaded.Status);
        Assert.HasCount(8, uploaded.Renditions);
        Assert.AreEqual(HttpStatusCode.OK, back.StatusCode);
    }

    [TestMethod]
    public async Task An_image_in_work_cannot_be_deleted()
    {
        var rendering = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var host = await StartAsync(blob =>
        {
            if (blob.Container != ImageContainers.Renditions)
            {
                return Task.CompletedTask;
            }

            rendering.TrySetResult();
            return goOn.Task;
        });
        var imageId = await UploadAsync(host, TestImages.Photo(320, 240, seed: 1));
        await rendering.Task;

        using var response = await host.Http.DeleteAsync($"/api/images/{imageId}");

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.Conflict);
        goOn.SetResult();
        await host.Orchestrations.WaitForCompletionAsync(ImageId.InstanceId(imageId));
        Assert.AreEqual(ImageStatus.Completed, (await host.ManifestAsync(imageId)).Status);
    }

    [TestMethod]
    public async Task An_image_is_deleted_after_its_orchestration_has_ended_and_stays_deleted()
    {
        var manifests = 0;
        var published = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(
            _ => Task.CompletedTask,
            clock,
            blob =>
            {
                if (blob.Container != ImageContainers.Manifests || Interlocked.Increment(ref manifests) != 2)
                {
                    return Task.CompletedTask;
                }

                published.TrySetResult();
                return goOn.Task;
            });
        var imageId = await UploadAsync(host, TestImages.Photo(320, 240, seed: 1));
        await published.Task;

        var early = host.Http.DeleteAsync($"/api/images/{imageId}");
        await LetTimePassAsync(clock, early);
        goOn.SetResult();
        await host.Orchestrations.WaitForCompletionAsync(ImageId.InstanceId(imageId));
        using var deleted = await host.Http.DeleteAsync($"/api/images/{imageId}");
        using var gone = await host.Http.GetAsync($"/api/images/{imageId}");

        using var refused = await early;
        await ImageRoutesTests.AssertProblemAsync(refused, HttpStatusCode.Conflict);
        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static Task<EmbeddedHost> StartAsync(
        Func<BlobRef, Task> beforeWrite, TimeProvider? clock = null, Func<BlobRef, Task>? afterWrite = null)
        => EmbeddedHost.StartAsync(configure: services =>
        {
            services.AddSingleton<IBlobStore>(provider
                => new ObstructedBlobStore(provider.GetRequiredService<FileBlobStore>(), beforeWrite, afterWrite: afterWrite));
            services.AddSingleton(clock ?? TimeProvider.System);
        });

    private static async Task<string> UploadAsync(EmbeddedHost host, byte[] image)
    {
        using var response = await host.Http.PostAsync("/api/images", new ByteArrayContent(image));
        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("imageId").GetString()!;
    }

    /// <summary>Waits for the end, letting retry delays pass as soon as they are begun.</summary>
    private static async Task<OrchestrationInstance> FinishAsync(EmbeddedHost host, string imageId, ManualTimeProvider clock)
    {
        var finished = host.Orchestrations.WaitForCompletionAsync(ImageId.InstanceId(imageId));
        await LetTimePassAsync(clock, finished);
        return (await finished)!;
    }

    private static async Task LetTimePassAsync(ManualTimeProvider clock, Task until)
    {
        while (!until.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }
    }

    private static ImageCatalog CatalogOver(IBlobStore blobs, EmbeddedHost host)
        => new(blobs, host.App.Services.GetRequiredService<ComputeCache>(), new SimilarityIndex(blobs, TimeProvider.System));
}
