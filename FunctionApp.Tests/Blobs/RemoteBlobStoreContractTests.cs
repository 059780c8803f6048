using FunctionApp.Core.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Blobs;

/// <summary>The store through which tests have several hosts share blobs is as good as the others.</summary>
[TestClass]
public sealed class RemoteBlobStoreContractTests : BlobStoreContract
{
    private BlobServer? _server;
    private RemoteBlobStore? _store;

    protected override IBlobStore Store => _store!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _server = await BlobServer.StartAsync();
        _store = new RemoteBlobStore(_server.Address);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        _store!.Dispose();
        await _server!.DisposeAsync();
    }
}
