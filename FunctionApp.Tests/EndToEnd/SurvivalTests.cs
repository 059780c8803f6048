using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>The promise of durable execution, checked on the real process with the real signal.</summary>
[TestClass]
public sealed class SurvivalTests
{
    private const int Images = 200;
    private const int Kills = 25;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Two_hundred_images_are_completed_although_the_process_is_killed_twenty_five_times()
    {
        using var folder = new TemporaryFolder();
        var photos = Enumerable.Range(0, Images).Select(seed => TestImages.Photo(720, 540, seed)).ToArray();
        var random = new Random(42);
        using var host = new HostProcess(folder.Path);

        await host.StartAsync();
        var accepted = UploadAllAsync(host, photos);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 700)), TimeProvider.System);
            await host.KillAsync();
            await host.StartAsync();
        }

        var imageIds = await accepted;
        foreach (var imageId in imageIds)
        {
            await host.UntilFinishedAsync(imageId);
        }

        Assert.AreEqual(Images, imageIds.Distinct().Count());
        await AssertEveryImageIsWholeAsync(host, imageIds, photos);
        await AssertOneOrchestrationPerImageAsync(host, imageIds);
        AssertNothingElseIsLeft(folder, imageIds);
        TestContext.WriteLine($"{host.Starts} starts.");
    }

    private static async Task<string[]> UploadAllAsync(HostProcess host, byte[][] photos)
    {
        var imageIds = new string[photos.Length];
        await Parallel.ForAsync(0, photos.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            imageIds[i] = await host.UploadAsync(photos[i], $"{i}.jpg"));
        return imageIds;
    }

    private static async Task AssertEveryImageIsWholeAsync(HostProcess host, string[] imageIds, byte[][] photos)
    {
        for (var i = 0; i < imageIds.Length; i++)
        {
            var manifest = await host.RetryAsync(http => http.GetFromJsonAsync($"/api/images/{imageIds[i]}", ImagesJson.Default.ImageManifest));
            Assert.AreEqual(ImageStatus.Completed, manifest!.Status, manifest.Reason);
            Assert.HasCount(8, manifest.Renditions);
            CollectionAssert.AreEqual(photos[i], await host.RetryAsync(http => http.GetByteArrayAsync($"/api/images/{imageIds[i]}/original")));

            foreach (var rendition in manifest.Renditions)
            {
                using var response = await host.RetryAsync(http => http.GetAsync(rendition.Url));
                var bytes = await response.Content.ReadAsByteArrayAsync();
                Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
                Assert.AreEqual(rendition.ETag, response.Headers.ETag!.Tag);
                Assert.HasCount((int)rendition.Bytes, bytes);
                var probe = await TestImages.ProbeAsync(bytes);
                Assert.AreEqual((rendition.Width, rendition.Height, rendition.Format), (probe.Width, probe.Height, probe.Format));
            }
        }
    }

    private static async Task AssertOneOrchestrationPerImageAsync(HostProcess host, string[] imageIds)
    {
        var page = await host.RetryAsync(http => http.GetFromJsonAsync<JsonElement>("/api/orchestrations?limit=1000"));
        var instances = page.GetProperty("items").EnumerateArray().ToList();

        CollectionAssert.AreEquivalent(
            imageIds.Select(ImageId.InstanceId).ToArray(),
            instances.Select(instance => instance.GetProperty("instanceId").GetString()).ToArray());
        Assert.IsTrue(instances.TrueForAll(instance =>
            instance.GetProperty("runtimeStatus").GetString() == nameof(OrchestrationStatus.Completed)));
    }

    private static void AssertNothingElseIsLeft(TemporaryFolder folder, string[] imageIds)
    {
        Assert.HasCount(Images, Directory.GetFiles(folder.File("blobs", ImageContainers.Originals)));
        Assert.HasCount(Images, Directory.GetFiles(folder.File("blobs", ImageContainers.Manifests)));
        Assert.HasCount(Images, Directory.GetFiles(folder.File("blobs", ImageContainers.Catalog)));
        Assert.HasCount(Images * 8, Directory.GetFiles(folder.File("blobs", ImageContainers.Renditions), "*", SearchOption.AllDirectories));
        CollectionAssert.AreEquivalent(
            imageIds, Directory.GetDirectories(folder.File("blobs", ImageContainers.Renditions)).Select(path => Path.GetFileName(path)).ToArray());
    }
}
