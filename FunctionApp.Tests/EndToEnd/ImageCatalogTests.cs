using System.Net;
using System.Net.Http.Json;
using FunctionApp.Core;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class ImageCatalogTests
{
    [TestMethod]
    public async Task Images_are_listed_newest_first_a_page_at_a_time()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var uploaded = new List<string>();
        for (var seed = 0; seed < 5; seed++)
        {
            uploaded.Add((await host.ProcessAsync(TestImages.Photo(320, 240, seed))).ImageId);
        }

        var listed = new List<string>();
        string? continuation = null;
        do
        {
            var page = await ListAsync(host, $"limit=2&continuation={continuation}");
            Assert.IsLessThanOrEqualTo(2, page.Items.Count);
            listed.AddRange(page.Items.Select(image => image.ImageId));
            continuation = page.Continuation is null ? null : Uri.EscapeDataString(page.Continuation);
        }
        while (continuation is not null);

        uploaded.Reverse();
        CollectionAssert.AreEqual(uploaded, listed);
    }

    [TestMethod]
    public async Task The_list_can_be_narrowed_to_a_status()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var rejected = await host.ProcessAsync("no image"u8.ToArray());

        var page = await ListAsync(host, "status=rejected");

        CollectionAssert.AreEqual(new[] { rejected.ImageId }, page.Items.Select(image => image.ImageId).ToArray());
    }

    [TestMethod]
    public async Task The_list_can_be_narrowed_to_a_colour()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var red = await host.ProcessAsync(TestImages.Solid(320, 240, 0xD0, 0x20, 0x20));
        var blue = await host.ProcessAsync(TestImages.Solid(320, 240, 0x20, 0x20, 0xD0));

        var page = await ListAsync(host, "color=c82828");

        CollectionAssert.AreEqual(new[] { red.ImageId }, page.Items.Select(image => image.ImageId).ToArray());
        Assert.AreNotEqual(blue.ImageId, red.ImageId);
    }

    [TestMethod]
    public async Task A_batch_processes_what_lies_under_a_prefix_and_tells_its_progress()
    {
        // The trigger would process the files as well; a batch is for what was there before it.
        await using var host = await EmbeddedHost.StartAsync(settings: [new("BlobTrigger:Enabled", "false")]);
        var uploads = Path.Combine(host.DataFolder, "blobs", "uploads", "album");
        Directory.CreateDirectory(uploads);
        for (var i = 0; i < 7; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(uploads, $"{i}.jpg"), TestImages.Photo(320, 240, seed: i % 5));
        }

        await File.WriteAllTextAsync(Path.Combine(uploads, "notes.txt"), "no image");
        await File.WriteAllTextAsync(Path.Combine(uploads, "..", "other.txt"), "not under the prefix");

        using var response = await host.Http.PostAsJsonAsync("/api/images/batches", new { prefix = "album/" });
        var batch = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        var finished = await host.Orchestrations.WaitForCompletionAsync(batch.GetProperty("instanceId").GetString()!);

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        var progress = finished!.ReadOutput(ImagesJson.Default.BatchProgress)!;
        Assert.AreEqual(new() { Found = 8, Completed = 5, Rejected = 1, Skipped = 2 }, progress);
        Assert.AreEqual(finished.SerializedOutput, finished.SerializedCustomStatus);
        Assert.HasCount(6, (await ListAsync(host, "")).Items);
    }

    private static async Task<Page<ImageManifest>> ListAsync(EmbeddedHost host, string query)
        => (await host.Http.GetFromJsonAsync($"/api/images?{query}", ImagesJson.Default.PageImageManifest))!;
}
