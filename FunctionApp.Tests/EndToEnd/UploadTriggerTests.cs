using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class UploadTriggerTests
{
    [TestMethod]
    public async Task A_file_copied_into_uploads_becomes_an_image_and_its_bytes_posted_are_the_same_one()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var photo = TestImages.Photo(640, 480, seed: 1);

        await DropAsync(host.DataFolder, "holiday.jpg", photo);
        var dropped = await UntilFinishedAsync(host, photo);
        var posted = await host.ProcessAsync(photo, "other.jpg");

        Assert.AreEqual("holiday.jpg", dropped.Source.Name);
        Assert.AreEqual(dropped.ImageId, posted.ImageId);
        Assert.AreEqual("holiday.jpg", posted.Source.Name);
    }

    [TestMethod]
    public async Task A_file_copied_while_the_host_was_down_becomes_an_image_once()
    {
        using var data = new TemporaryFolder();
        var photo = TestImages.Photo(640, 480, seed: 1);
        await DropAsync(data.Path, "album/early.jpg", photo);

        await using (var host = await EmbeddedHost.StartAsync(data.Path))
        {
            Assert.AreEqual(ImageStatus.Completed, (await UntilFinishedAsync(host, photo)).Status);
            await host.UntilTriggerIsIdleAsync();
            using var deleted = await host.Http.DeleteAsync($"/api/images/{IdOf(photo)}");
            deleted.EnsureSuccessStatusCode();
        }

        // The blob is still there, but it has had its turn: a restart does not bring a deleted image back.
        var other = TestImages.Photo(640, 480, seed: 2);
        await DropAsync(data.Path, "album/late.jpg", other);
        await using var restarted = await EmbeddedHost.StartAsync(data.Path);
        await UntilFinishedAsync(restarted, other);
        using var gone = await restarted.Http.GetAsync($"/api/images/{IdOf(photo)}");

        Assert.AreEqual(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
    }

    [TestMethod]
    public async Task A_dropped_file_over_the_limit_is_rejected_with_a_reason_and_not_copied()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Images:Limits:MaxUploadBytes", "10000")]);
        var large = new byte[20_000];

        await DropAsync(host.DataFolder, "large.jpg", large);
        var manifest = await UntilFinishedAsync(host, large);

        Assert.AreEqual(ImageStatus.Rejected, manifest.Status);
        Assert.AreEqual("The file has 20,000 bytes; the limit is 10,000.", manifest.Reason);
        Assert.IsFalse(File.Exists(Path.Combine(host.DataFolder, "blobs", ImageContainers.Originals, manifest.ImageId)));
    }

    [TestMethod]
    public async Task An_empty_dropped_file_is_rejected_with_a_reason()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await DropAsync(host.DataFolder, "empty.jpg", []);

        Assert.AreEqual("The file is empty.", (await UntilFinishedAsync(host, [])).Reason);
    }

    private static string IdOf(byte[] bytes) => ImageId.FromHash(System.Security.Cryptography.SHA256.HashData(bytes));

    private static async Task DropAsync(string dataFolder, string name, byte[] bytes)
    {
        var path = Path.Combine(dataFolder, "blobs", ImageContainers.Uploads, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes);
    }

    /// <summary>A drop is acknowledged by nobody, so the only way to see it taken is to look.</summary>
    private static async Task<ImageManifest> UntilFinishedAsync(EmbeddedHost host, byte[] bytes)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var response = await host.Http.GetAsync($"/api/images/{IdOf(bytes)}", timeout.Token);
            if (response.IsSuccessStatusCode && await host.ManifestAsync(IdOf(bytes)) is { Status: not ImageStatus.Processing } manifest)
            {
                return manifest;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
        }
    }
}
