using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Blobs;

[TestClass]
public sealed class FileBlobStoreContractTests : BlobStoreContract, IDisposable
{
    private readonly TemporaryFolder _data = new();

    public FileBlobStoreContractTests() => Store = new FileBlobStore(_data.Path, TimeProvider.System, new DurableFiles());

    protected override IBlobStore Store { get; }

    public void Dispose() => _data.Dispose();
}
