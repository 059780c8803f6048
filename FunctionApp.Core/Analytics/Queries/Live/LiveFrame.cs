namespace FunctionApp.Core.Analytics.Queries.Live;

/// <summary>A stream at a moment.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Revision">Counts the changes of its windows: the number of the frame.</param>
/// <param name="Accepted">Events accepted so far.</param>
/// <param name="Rejected">Lines rejected so far.</param>
/// <param name="Duplicates">Events that had come before.</param>
/// <param name="Late">Accepted events that came too late for their window.</param>
/// <param name="Watermark">The stream's clock: the latest event time. Null before the first event.</param>
/// <param name="Window">The newest window; null before the first event.</param>
public sealed record LiveFrame(
    string Stream, long Revision, long Accepted, long Rejected, long Duplicates, long Late, DateTimeOffset? Watermark, WindowRow? Window);
