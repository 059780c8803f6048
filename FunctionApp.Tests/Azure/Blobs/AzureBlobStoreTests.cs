using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionApp.Adapters.Blobs;
using FunctionApp.Core.Storage;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace FunctionApp.Tests.Azure.Blobs;

/// <summary>What the store makes of the service's refusals; what works is in the contract suite, against Azurite.</summary>
[TestClass]
public sealed class AzureBlobStoreTests
{
    private static readonly BlobRef Photo = new("uploads", "photo.jpg");

    private readonly BlobServiceClient _service = Substitute.For<BlobServiceClient>();
    private readonly BlobContainerClient _container = Substitute.For<BlobContainerClient>();
    private readonly BlobClient _blob = Substitute.For<BlobClient>();
    private readonly AzureBlobStore _store;

    public AzureBlobStoreTests()
    {
        _service.GetBlobContainerClient("uploads").Returns(_container);
        _container.GetBlobClient("photo.jpg").Returns(_blob);
        _container.CreateIfNotExistsAsync(default, default, default, default).ReturnsForAnyArgs(Substitute.For<Response<BlobContainerInfo>>());
        _store = new(_service);
    }

    [TestMethod]
    [DataRow("BlobNotFound")]
    [DataRow("ContainerNotFound")]
    public async Task What_is_not_there_is_null(string code)
    {
        _blob.DownloadStreamingAsync().ReturnsForAnyArgs(Task.FromException<Response<BlobDownloadStreamingResult>>(Refused(404, code)));
        _blob.GetPropertiesAsync().ThrowsAsyncForAnyArgs(Refused(404, code));

        Assert.IsNull(await _store.OpenReadAsync(Photo));
        Assert.IsNull(await _store.GetPropertiesAsync(Photo));
    }

    [TestMethod]
    public async Task A_range_past_the_end_is_null()
    {
        _blob.DownloadStreamingAsync().ThrowsAsyncForAnyArgs(Refused(416, "InvalidRange"));

        Assert.IsNull(await _store.OpenReadAsync(Photo, new BlobRange(100)));
    }

    [TestMethod]
    [DataRow(0L, null, 0L, null)]
    [DataRow(0L, 4L, 0L, 4L)]
    [DataRow(7L, null, 7L, null)]
    [DataRow(9L, long.MaxValue, 9L, null)]
    public void A_range_is_asked_for_as_the_service_understands_it(long offset, long? length, long expectedOffset, long? expectedLength)
    {
        var range = new BlobRange(offset, length).ToHttpRange();

        Assert.AreEqual((expectedOffset, expectedLength), (range.Offset, range.Length));
    }

    [TestMethod]
    [DataRow(409, "BlobAlreadyExists")]
    [DataRow(412, "ConditionNotMet")]
    [DataRow(412, "TargetConditionNotMet")]
    public async Task A_write_whose_condition_fails_is_null(int status, string code)
    {
        UploadFails(Refused(status, code));

        Assert.IsNull(await _store.WriteAsync(Photo, Stream.Null, new() { Condition = BlobCondition.IfAbsent }));
    }

    [TestMethod]
    [DataRow(403, "AuthorizationPermissionMismatch")]
    [DataRow(409, "BlobArchived")]
    [DataRow(503, "ServerBusy")]
    public async Task A_write_that_the_service_refuses_is_an_io_failure(int status, string code)
    {
        UploadFails(Refused(status, code));

        var failure = await Assert.ThrowsExactlyAsync<IOException>(() => _store.WriteAsync(Photo, Stream.Null));

        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_container_is_created_before_the_first_write_and_not_again()
    {
        UploadFails(Refused(412, "ConditionNotMet"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _store.WriteAsync(Photo, Stream.Null)));

        await _container.ReceivedWithAnyArgs(1).CreateIfNotExistsAsync(default, default, default, default);
    }

    [TestMethod]
    public async Task A_container_that_was_deleted_is_created_again_by_the_write_after_the_one_that_finds_out()
    {
        UploadFails(Refused(404, "ContainerNotFound"));
        await Assert.ThrowsExactlyAsync<IOException>(() => _store.WriteAsync(Photo, Stream.Null));
        await Assert.ThrowsExactlyAsync<IOException>(() => _store.WriteAsync(Photo, Stream.Null));

        await _container.ReceivedWithAnyArgs(2).CreateIfNotExistsAsync(default, default, default, default);
    }

    [TestMethod]
    public async Task The_writers_condition_type_and_metadata_go_with_the_bytes()
    {
        BlobUploadOptions? given = null;
        _blob.UploadAsync(Arg.Any<Stream>(), Arg.Do<BlobUploadOptions>(options => given = options), Arg.Any<CancellationToken>())
            .ThrowsAsync(Refused(412, "ConditionNotMet"));

        await _store.WriteAsync(Photo, Stream.Null, new()
        {
            ContentType = "image/jpeg",
            Metadata = new Dictionary<string, string> { ["Camera"] = "Box 1" },
            Condition = BlobCondition.IfUnchanged("\"0x8D\""),
        });

        Assert.AreEqual("image/jpeg", given!.HttpHeaders.ContentType);
        Assert.AreEqual("Box 1", given.Metadata["camera"]);
        Assert.AreEqual("\"0x8D\"", given.Conditions.IfMatch!.Value.ToString("H"));
        Assert.IsLessThanOrEqualTo(8 * 1024 * 1024, given.TransferOptions.MaximumTransferSize!.Value, "a blob is never in memory as a whole");
    }

    [TestMethod]
    public async Task A_delete_whose_condition_fails_is_false()
    {
        _blob.DeleteIfExistsAsync().ThrowsAsyncForAnyArgs(Refused(412, "ConditionNotMet"));

        Assert.IsFalse(await _store.DeleteAsync(Photo, BlobCondition.IfUnchanged("\"0x8D\"")));
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("../")]
    [DataRow("a//")]
    [DataRow("\0")]
    public async Task The_service_is_not_asked_about_a_prefix_that_no_name_can_have(string prefix)
    {
        var page = await _store.ListAsync("uploads", new() { Prefix = prefix });

        Assert.IsEmpty(page.Items);
        Assert.IsEmpty(_service.ReceivedCalls());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("garbage")]
    [DataRow("!!!")]
    public async Task A_continuation_that_no_list_handed_out_is_refused(string continuation)
        => await Assert.ThrowsExactlyAsync<ArgumentException>(() => _store.ListAsync("uploads", new() { Continuation = continuation }));

    [TestMethod]
    public void A_continuation_is_good_for_its_own_prefix_only()
    {
        var continuation = ListMarker.Write("a/", "2!92!marker");

        Assert.AreEqual("2!92!marker", ListMarker.Read(new() { Prefix = "a/", Continuation = continuation }));
        Assert.ThrowsExactly<ArgumentException>(() => ListMarker.Read(new() { Prefix = "b/", Continuation = continuation }));
    }

    [TestMethod]
    public async Task A_name_that_breaks_a_rule_never_reaches_the_service()
    {
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => _store.OpenReadAsync(new("uploads", "../photo.jpg")));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => _store.WriteAsync(new("Uploads", "photo.jpg"), Stream.Null));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => _store.ListAsync("a--b"));

        Assert.IsEmpty(_service.ReceivedCalls());
    }

    private static RequestFailedException Refused(int status, string code) => new(status, code, code, innerException: null);

    private void UploadFails(Exception exception)
        => _blob.UploadAsync(Arg.Any<Stream>(), Arg.Any<BlobUploadOptions>(), Arg.Any<CancellationToken>()).ThrowsAsync(exception);
}
