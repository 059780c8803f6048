using System.Net;
using System.Net.Http.Json;
using FunctionApp.Core;
using FunctionApp.Core.Api;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Images.Fixtures;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class SimilarImagesTests
{
    private readonly ManualTimeProvider _clock = new();

    [TestMethod]
    public async Task Versions_of_a_picture_come_before_others_with_their_distance()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var original = await host.ProcessAsync(TestImages.Photo(640, 480, seed: 1), "original");
        var smaller = await host.ProcessAsync(
            await host.Http.GetByteArrayAsync($"/api/images/{original.ImageId}/transform?w=320&format=jpeg&q=50"), "smaller");
        var other = await host.ProcessAsync(Stripes(), "other");

        var page = await FindAsync(host, original.ImageId);

        CollectionAssert.AreEqual(new[] { smaller.ImageId, other.ImageId }, page.Items.Select(image => image.ImageId).ToArray());
        Assert.AreEqual(PerceptualHash.Distance(original.Analysis!.PerceptualHash, smaller.Analysis!.PerceptualHash), page.Items[0].Distance);
        Assert.AreEqual("smaller", page.Items[0].Name);
        Assert.AreEqual($"/api/images/{smaller.ImageId}", page.Items[0].ManifestUrl);
        Assert.IsLessThan(page.Items[1].Distance, page.Items[0].Distance);
    }

    [TestMethod]
    public async Task A_deleted_image_is_not_found_any_more_and_one_uploaded_anew_is()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var original = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var copy = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        Assert.HasCount(1, (await FindAsync(host, original.ImageId)).Items);

        using var deleted = await host.Http.DeleteAsync($"/api/images/{copy.ImageId}");
        Assert.IsEmpty((await FindAsync(host, original.ImageId)).Items);

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        Assert.HasCount(1, (await FindAsync(host, original.ImageId)).Items);
    }

    [TestMethod]
    public async Task A_restart_finds_what_was_there_without_reading_every_manifest()
    {
        using var data = new TemporaryFolder();
        string imageId;
        await using (var first = await EmbeddedHost.StartAsync(data.Path))
        {
            imageId = (await first.ProcessAsync(TestImages.Photo(320, 240, seed: 1))).ImageId;
            await first.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
            await first.ProcessAsync(Stripes());
            Assert.HasCount(2, (await FindAsync(first, imageId)).Items);
        }

        await using var second = await EmbeddedHost.StartAsync(data.Path);
        var limited = await FindAsync(second, imageId, limit: 1);

        Assert.HasCount(1, limited.Items, "the hash of the third image was known without its manifest");
        Assert.HasCount(2, (await FindAsync(second, imageId)).Items);
    }

    [TestMethod]
    public async Task A_catalog_that_is_older_than_the_index_is_taken_in()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var original = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        Directory.Delete(Path.Combine(host.DataFolder, "blobs", ImageContainers.Similarity), recursive: true);
        using var index = IndexOver(host);

        var nearest = await index.NearestAsync(original, limit: 10, CancellationToken.None);

        Assert.HasCount(1, nearest);
        Assert.IsNotNull(await host.App.Services.GetRequiredService<IBlobStore>().GetPropertiesAsync(new(ImageContainers.Similarity, "built")));
    }

    [TestMethod]
    public async Task What_another_instance_publishes_is_found_after_the_refresh_interval()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var original = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var elsewhere = IndexOver(host);
        Assert.IsEmpty(await elsewhere.NearestAsync(original, limit: 10, CancellationToken.None));

        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        _clock.Advance(SimilarityIndex.RefreshInterval);

        Assert.HasCount(1, await elsewhere.NearestAsync(original, limit: 10, CancellationToken.None));
    }

    [TestMethod]
    public async Task What_another_instance_deletes_is_not_answered_and_the_next_nearest_takes_its_place()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var original = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var copy = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        var other = await host.ProcessAsync(Stripes());
        using var index = IndexOver(host);
        await index.NearestAsync(original, limit: 10, CancellationToken.None);
        var elsewhere = new SimilarImages(index, host.App.Services.GetRequiredService<ImageCatalog>());

        using var deleted = await host.Http.DeleteAsync($"/api/images/{copy.ImageId}");
        var matches = await elsewhere.FindAsync(original, limit: 1);

        CollectionAssert.AreEqual(new[] { other.ImageId }, matches.Select(match => match.Image.ImageId).ToArray());
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("101")]
    [DataRow("many")]
    public async Task A_limit_out_of_range_is_refused(string limit)
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.GetAsync($"/api/images/{new string('0', 32)}/similar?limit={limit}");

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Only_a_completed_image_has_similar_ones()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var rejected = await host.ProcessAsync("no image"u8.ToArray());

        using var unusable = await host.Http.GetAsync($"/api/images/{rejected.ImageId}/similar");
        using var unknown = await host.Http.GetAsync($"/api/images/{new string('0', 32)}/similar");

        await ImageRoutesTests.AssertProblemAsync(unusable, HttpStatusCode.Conflict);
        await ImageRoutesTests.AssertProblemAsync(unknown, HttpStatusCode.NotFound);
    }

    private static byte[] Stripes()
        => SampleImages.Encode(Picture.Draw(320, 240, static (x, _) => x % 40 < 20 ? ((byte)255, (byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)80, (byte)255)), ImageFormat.Png);

    private static async Task<Page<SimilarImage>> FindAsync(EmbeddedHost host, string imageId, int limit = 10)
        => (await host.Http.GetFromJsonAsync($"/api/images/{imageId}/similar?limit={limit}", ApiJson.Default.PageSimilarImage))!;

    private SimilarityIndex IndexOver(EmbeddedHost host) => new(host.App.Services.GetRequiredService<IBlobStore>(), _clock);
}
