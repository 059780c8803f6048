using Azure.Storage.Blobs;
using FunctionApp.Adapters.Blobs;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Contracts;
using NSubstitute;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>The blob store against Azurite.</summary>
[TestClass]
public sealed class AzureBlobStoreContractTests : BlobStoreContract
{
    private IBlobStore? _store;

    protected override IBlobStore Store => _store!;

    [TestInitialize]
    public async Task OpenAsync()
    {
        var azurite = await Azurite.SharedAsync();
        var service = new BlobServiceClient(azurite.ConnectionString);

        // The suite names its containers; in one emulator each test must have its own behind the names.
        var own = Guid.CreateVersion7().ToString("N");
        var scoped = Substitute.ForPartsOf<BlobServiceClient>(azurite.ConnectionString);
        scoped.GetBlobContainerClient(Arg.Any<string>()).Returns(call => service.GetBlobContainerClient($"{call.Arg<string>()}-{own}"));
        _store = new AzureBlobStore(scoped);
    }
}
