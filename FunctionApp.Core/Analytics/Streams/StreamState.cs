namespace FunctionApp.Core.Analytics.Streams;

/// <summary>How far a stream is: what has been taken into windows, and up to where they are closed.</summary>
/// <remarks>accepted + rejected + duplicates = lines received, of all segments that the roll-up has applied.</remarks>
public sealed record StreamState
{
    /// <summary>The stream that this is the state of; see <see cref="StreamSettings.Incarnation"/>.</summary>
    public string? Incarnation { get; init; }

    /// <summary>Counts the applied roll-ups, from 1; 0 before the first.</summary>
    public long Position { get; init; }

    /// <summary>Counts all changes of windows: by roll-ups, compaction and retention. What was computed from windows holds as long as this stays.</summary>
    public long Revision { get; init; }

    /// <summary>Events accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Lines that were no valid event.</summary>
    public long Rejected { get; init; }

    /// <summary>Lines whose source and id had come before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Accepted events whose window had closed before they came; they are in a side blob and in no window.</summary>
    public long Late { get; init; }

    /// <summary>Start of the earliest window that ever was; null before the first event.</summary>
    public DateTimeOffset? FirstWindow { get; init; }

    /// <summary>The stream's clock: the latest event time so far, but never later than that event's arrival. Null before the first event.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Windows that end at or before this moment are closed: they never change any more.</summary>
    public DateTimeOffset? ClosedThrough { get; init; }

    /// <summary>Hours that end at or before this moment are complete in <see cref="Windows.WindowLevel.Hour"/>.</summary>
    public DateTimeOffset? HoursThrough { get; init; }

    /// <summary>Days (UTC) that end at or before this moment are complete in <see cref="Windows.WindowLevel.Day"/>.</summary>
    public DateTimeOffset? DaysThrough { get; init; }

    /// <summary>Base windows before this moment have been dropped; hours and days may remain. Null while all are there.</summary>
    public DateTimeOffset? BaseWindowsFrom { get; init; }

    /// <summary>Hours before this moment have been dropped; days may remain. Null while all are there.</summary>
    public DateTimeOffset? HoursFrom { get; init; }

    /// <summary>When the last roll-up was applied (UTC).</summary>
    public DateTimeOffset? AppliedAt { get; init; }
}
