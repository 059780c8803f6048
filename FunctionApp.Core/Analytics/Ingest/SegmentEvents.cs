using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Reads stored segments event by event.</summary>
internal static class SegmentEvents
{
    /// <summary>Goes through the events of a segment; of one that is gone there are none.</summary>
    public static async Task ReadAsync(
        IBlobStore blobs, SegmentName name, int maxDepth, EventLineHandler handle, CancellationToken cancellationToken = default)
    {
        await using var segment = await blobs.OpenReadAsync(name.Blob, cancellationToken: cancellationToken);
        if (segment is null)
        {
            return;
        }

        using var lines = new NdjsonReader(segment.Stream, int.MaxValue / 2);
        while (await lines.FillAsync(cancellationToken))
        {
            while (lines.TryRead(out var line))
            {
                handle(EventNormalizer.IdentityOf(line.Json, maxDepth), line.Json);
            }
        }
    }
}
