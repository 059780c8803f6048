using System.Net;
using System.Text;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class ManifestCachingTests
{
    private static EmbeddedHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _host = await EmbeddedHost.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    public async Task A_manifest_that_the_caller_has_is_not_sent_again()
    {
        var image = await _host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var first = await _host.Http.GetAsync($"/api/images/{image.ImageId}");

        using var again = await GetAsync(image.ImageId, first.Headers.ETag!.Tag);
        using var weak = await GetAsync(image.ImageId, $"\"other\", W/{first.Headers.ETag.Tag}");
        using var any = await GetAsync(image.ImageId, "*");
        using var other = await GetAsync(image.ImageId, "\"other\"");

        Assert.AreEqual("application/json", first.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual(HttpStatusCode.NotModified, again.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotModified, weak.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotModified, any.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, other.StatusCode);
        Assert.AreEqual("no-cache, private", first.Headers.CacheControl!.ToString());
    }

    [TestMethod]
    public async Task A_manifest_that_is_published_again_is_served_at_once()
    {
        var image = await _host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        using var before = await _host.Http.GetAsync($"/api/images/{image.ImageId}");

        await _host.App.Services.GetRequiredService<ImageCatalog>().PublishAsync(image with { Source = image.Source with { Name = "renamed" } });

        Assert.AreEqual("renamed", (await _host.ManifestAsync(image.ImageId)).Source.Name);
        using var changed = await GetAsync(image.ImageId, before.Headers.ETag!.Tag);
        Assert.AreEqual(HttpStatusCode.OK, changed.StatusCode);
    }

    [TestMethod]
    public async Task A_finished_manifest_is_read_from_the_store_once()
    {
        var image = await _host.ProcessAsync(TestImages.Photo(320, 240, seed: 3));
        await _host.ManifestAsync(image.ImageId);

        // What changes behind the host's back shows that it did not look.
        await _host.App.Services.GetRequiredService<IBlobStore>().WriteAsync(
            ImageId.Manifest(image.ImageId), new MemoryStream(Encoding.UTF8.GetBytes("not JSON")));

        Assert.AreEqual(ImageStatus.Completed, (await _host.ManifestAsync(image.ImageId)).Status);
    }

    private static async Task<HttpResponseMessage> GetAsync(string imageId, string ifNoneMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/images/{imageId}");
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await _host.Http.SendAsync(request);
    }
}
