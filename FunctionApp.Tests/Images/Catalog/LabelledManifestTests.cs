using FunctionApp.Core.Caching;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Images.Catalog;

[TestClass]
public sealed class LabelledManifestTests : IDisposable
{
    private readonly MemoryBlobStore _blobs = new();
    private readonly ServiceProvider _services;
    private readonly ImageCatalog _catalog;
    private readonly ImageManifest _unlabelled;
    private readonly LabelDetection _detection = LabelDetection.Found(new() { Labels = [new("sky", 0.9)] });

    public LabelledManifestTests()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<IBlobStore>(_blobs)
            .AddSingleton<SimilarityIndex>()
            .AddInMemoryComputeCache()
            .BuildServiceProvider();
        _catalog = CatalogOver(_blobs);
        var job = new ImageJob
        {
            ImageId = new string('a', ImageId.Length), Sha256 = new string('a', 64), Name = "a.jpg", Bytes = 1, AcceptedAt = DateTimeOffset.UnixEpoch,
        };
        _unlabelled = ImageManifest.Processing(job, "image-a") with { Status = ImageStatus.Completed, LabelsStatus = LabelsStatus.Unavailable };
    }

    [TestMethod]
    public async Task Labels_are_put_into_the_manifest_once()
    {
        await _catalog.PublishAsync(_unlabelled);
        var patch = new PatchLabels(_catalog);

        await patch.RunAsync(new(_unlabelled.ImageId, _detection), CancellationToken.None);
        var first = _blobs.Writes;
        await patch.RunAsync(new(_unlabelled.ImageId, _detection), CancellationToken.None);

        var manifest = (await _catalog.FindAsync(_unlabelled.ImageId))!;
        Assert.AreEqual(LabelsStatus.Available, manifest.LabelsStatus);
        Assert.AreEqual("sky", manifest.Labels.Single().Name);
        Assert.AreEqual(first, _blobs.Writes);
    }

    [TestMethod]
    public async Task A_late_duplicate_of_the_manifest_without_labels_does_not_take_them_away()
    {
        await _catalog.PublishAsync(_unlabelled);
        await _catalog.PatchAsync(_unlabelled.ImageId, manifest => manifest.LabelledBy(_detection));

        await _catalog.PublishAsync(_unlabelled);

        Assert.AreEqual(LabelsStatus.Available, (await _catalog.FindAsync(_unlabelled.ImageId))!.LabelsStatus);
    }

    [TestMethod]
    public async Task A_deletion_that_begins_is_recorded_even_when_labels_came_just_before()
    {
        await _catalog.PublishAsync(_unlabelled.LabelledBy(_detection));

        await _catalog.PublishAsync(_unlabelled with { Status = ImageStatus.Failed });

        Assert.AreEqual(ImageStatus.Failed, (await _catalog.FindAsync(_unlabelled.ImageId))!.Status);
    }

    [TestMethod]
    public async Task A_deleted_image_is_not_brought_back()
    {
        await _catalog.PublishAsync(_unlabelled);
        await _catalog.DeleteAsync(_unlabelled);

        var isPatched = await _catalog.PatchAsync(_unlabelled.ImageId, manifest => manifest.LabelledBy(_detection));

        Assert.IsFalse(isPatched);
        Assert.IsNull(await _catalog.FindAsync(_unlabelled.ImageId));
    }

    [TestMethod]
    public async Task An_image_deleted_between_reading_and_writing_is_not_brought_back()
    {
        await _catalog.PublishAsync(_unlabelled);
        var raced = CatalogOver(new ObstructedBlobStore(_blobs, _ => _catalog.DeleteAsync(_unlabelled)));

        var isPatched = await raced.PatchAsync(_unlabelled.ImageId, manifest => manifest.LabelledBy(_detection));

        Assert.IsFalse(isPatched);
        Assert.IsNull(await _catalog.FindAsync(_unlabelled.ImageId));
    }

    [TestMethod]
    public async Task A_change_by_somebody_else_meanwhile_is_kept()
    {
        await _catalog.PublishAsync(_unlabelled);
        var others = 0;
        var raced = CatalogOver(new ObstructedBlobStore(_blobs, async _ =>
        {
            if (others++ == 0)
            {
                await _catalog.PatchAsync(_unlabelled.ImageId, manifest => manifest with { Reason = "by somebody else" });
            }
        }));

        await raced.PatchAsync(_unlabelled.ImageId, manifest => manifest.LabelledBy(_detection));

        var manifest = (await _catalog.FindAsync(_unlabelled.ImageId))!;
        Assert.AreEqual("by somebody else", manifest.Reason);
        Assert.AreEqual(LabelsStatus.Available, manifest.LabelsStatus);
    }

    public void Dispose() => _services.Dispose();

    private ImageCatalog CatalogOver(IBlobStore blobs)
        => new(blobs, _services.GetRequiredService<ComputeCache>(), _services.GetRequiredService<SimilarityIndex>());
}
