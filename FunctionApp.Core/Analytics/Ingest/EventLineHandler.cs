namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Takes an event of a segment.</summary>
/// <param name="identity">What tells it from others.</param>
/// <param name="line">Its canonical line without the line end; valid during the call.</param>
internal delegate void EventLineHandler(EventIdentity identity, ReadOnlySpan<byte> line);
