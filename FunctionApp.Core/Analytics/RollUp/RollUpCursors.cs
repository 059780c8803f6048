using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>The cursors of the streams.</summary>
public sealed class RollUpCursors(IBlobStore blobs)
{
    /// <summary>A stream's cursor, and its version; a fresh one when nothing has been rolled up.</summary>
    internal async Task<(RollUpCursor Cursor, string? ETag)> ReadAsync(string stream, CancellationToken cancellationToken)
    {
        // The version is read first: should the cursor change in between, writing it back fails, as it must.
        var properties = await blobs.GetPropertiesAsync(RollUpCursor.BlobOf(stream), cancellationToken);
        return properties is null
            ? (new(), null)
            : (await blobs.ReadJsonAsync(RollUpCursor.BlobOf(stream), RollUpJson.Default.RollUpCursor, cancellationToken) ?? new(), properties.ETag);
    }

    /// <summary>Writes a cursor if nobody else has.</summary>
    /// <returns>False when the cursor is no longer the one that was read.</returns>
    internal async Task<bool> TryWriteAsync(string stream, RollUpCursor cursor, string? etag, CancellationToken cancellationToken)
        => await blobs.WriteJsonAsync(
            RollUpCursor.BlobOf(stream),
            cursor,
            RollUpJson.Default.RollUpCursor,
            etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag),
            cancellationToken) is not null;

    /// <summary>Where a part of a roll-up keeps what it has computed, until it is applied.</summary>
    internal static BlobRef PartialOf(RollUpPlan plan, RollUpPart part)
        => new(AnalyticsContainers.RollUps, FormattableString.Invariant($"{HomeOf(plan, part)}/{part.Position:D19}-{part.Part}"));

    /// <summary>Where the late events of a part go.</summary>
    internal static BlobRef LateEventsOf(RollUpPlan plan, RollUpPart part)
        => new(AnalyticsContainers.LateEvents, FormattableString.Invariant($"{HomeOf(plan, part)}/{part.Position:D19}-{part.Part}.ndjson"));

    private static string HomeOf(RollUpPlan plan, RollUpPart part) => StreamHome.Of(part.Stream, plan.Settings.Incarnation);
}
