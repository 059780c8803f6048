using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>How events become windows. Bound from <c>Analytics:RollUp</c>.</summary>
public sealed record RollUpOptions
{
    /// <summary>How soon after a wake-up a stream's roll-up may be woken again. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan WakeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most segments that one roll-up applies. Default 500.</summary>
    [Range(1, 10_000)]
    public int MaxSegments { get; init; } = 500;

    /// <summary>Bytes of segments that one activity aggregates. Default 8 MB.</summary>
    [Range(1, 1_000_000_000)]
    public long PartBytes { get; init; } = 8_000_000;

    /// <summary>Bytes up to which the small segments of an hour that is over are merged. Default 16 MB.</summary>
    [Range(1, 1_000_000_000)]
    public int CompactedSegmentBytes { get; init; } = 16_000_000;

    /// <summary>How long segments stay after they have been merged into another, for those who are reading them. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan KeepReplacedFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most activities that one roll-up runs at the same time. Default 4.</summary>
    [Range(1, 100)]
    public int MaxParts { get; init; } = 4;
}
