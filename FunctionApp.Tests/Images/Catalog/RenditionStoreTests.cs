using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Images.Catalog;

[TestClass]
public sealed class RenditionStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly RenditionStore _renditions;

    public RenditionStoreTests()
    {
        _services = new ServiceCollection().AddLogging().AddFileBlobStore(_folder.Path).BuildServiceProvider();
        _renditions = new RenditionStore(_services.GetRequiredService<IBlobStore>());
    }

    [TestMethod]
    public async Task Storing_the_same_bytes_again_keeps_the_entity_tag()
    {
        var first = await StoreAsync([1, 2, 3]);
        var again = await StoreAsync([1, 2, 3]);

        Assert.AreEqual(first, again);
    }

    [TestMethod]
    [DataRow(new byte[] { 1, 2, 4 })]
    [DataRow(new byte[] { 1, 2, 3, 4 })]
    public async Task Other_bytes_replace_the_rendition_and_change_the_entity_tag(byte[] other)
    {
        var first = await StoreAsync([1, 2, 3]);
        var second = await StoreAsync(other);

        Assert.AreNotEqual(first.ETag, second.ETag);
        Assert.AreEqual(other.Length, second.Bytes);
        CollectionAssert.AreEqual(other, await File.ReadAllBytesAsync(_folder.File("blobs", ImageContainers.Renditions, "id", "thumb.jpg")));
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private Task<Rendition> StoreAsync(byte[] bytes)
    {
        var spec = new RenditionSpec { Name = "thumb.jpg", Width = 1, Format = ImageFormat.Jpeg, Quality = 80 };
        return _renditions.StoreAsync("id", new EncodedImage(spec, 1, 1, bytes), CancellationToken.None);
    }
}
