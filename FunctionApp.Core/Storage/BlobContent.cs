namespace FunctionApp.Core.Storage;

/// <summary>An open blob. Dispose it to close the stream.</summary>
/// <param name="Properties">The properties of exactly the version the stream reads.</param>
/// <param name="Stream">The bytes, which can seek; or the range asked for, which need not.</param>
public sealed record BlobContent(BlobProperties Properties, Stream Stream) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
