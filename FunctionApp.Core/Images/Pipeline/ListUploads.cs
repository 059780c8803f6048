using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Lists uploaded blobs for a batch, a page at a time.</summary>
public sealed class ListUploads(IBlobStore blobs) : IActivity<UploadPageQuery, UploadPage>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<UploadPageQuery, UploadPage> Name = new(nameof(ListUploads));

    /// <summary>Keeps the history of one batch execution short.</summary>
    private const int PageSize = 100;

    /// <inheritdoc/>
    public async Task<UploadPage> RunAsync(UploadPageQuery input, CancellationToken cancellationToken)
    {
        var page = await blobs.ListAsync(
            ImageContainers.Uploads,
            new() { Prefix = input.Prefix, Continuation = input.Continuation, PageSize = PageSize },
            cancellationToken);
        return new([.. page.Items.Select(blob => blob.Name)], page.Continuation);
    }
}
