namespace FunctionApp.Core.Analytics.Windows;

/// <summary>The chunks that a stream has, and their versions.</summary>
/// <param name="revision">When they were listed; see <see cref="Streams.StreamState.Revision"/>.</param>
/// <param name="chunks">In order of time.</param>
internal sealed class ChunkIndex(long revision, IReadOnlyList<(ChunkName Name, string ETag)> chunks)
{
    public long Revision { get; } = revision;

    /// <summary>The chunks that can hold windows that start in a stretch of time.</summary>
    public IEnumerable<(ChunkName Name, string ETag)> Between(DateTimeOffset from, DateTimeOffset to)
    {
        // A chunk holds what starts before the next one does.
        for (var i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Name.Start < to && (i + 1 == chunks.Count || chunks[i + 1].Name.Start > from))
            {
                yield return chunks[i];
            }
        }
    }
}
