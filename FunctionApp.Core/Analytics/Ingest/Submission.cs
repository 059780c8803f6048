namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A batch that waits for its segment.</summary>
/// <param name="batch">The batch; it must not be disposed before <see cref="Committed"/> has completed.</param>
/// <param name="origin">The piece of a file that it is; null when it was posted.</param>
internal sealed class Submission(PreparedBatch batch, FilePiece? origin)
{
    private readonly TaskCompletionSource<CommittedBatch> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PreparedBatch Batch { get; } = batch;

    public FilePiece? Origin { get; } = origin;

    /// <summary>Completes when the batch is durable.</summary>
    public Task<CommittedBatch> Committed => _committed.Task;

    /// <summary>What will be told when the segment is written.</summary>
    public CommittedBatch Outcome { get; set; }

    public void Complete() => _committed.TrySetResult(Outcome);

    public void Fail(Exception exception) => _committed.TrySetException(exception);
}
