using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What is accepted, and how it is written. Bound from <c>Analytics:Ingest</c>.</summary>
public sealed record IngestOptions
{
    /// <summary>Largest request in bytes, as sent; more is answered with 413. Default 10 MB.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxRequestBytes { get; init; } = 10_000_000;

    /// <summary>Most bytes that a compressed request may unfold to; more is answered with 413. Default 64 MB.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxDecompressedBytes { get; init; } = 64_000_000;

    /// <summary>How many times larger than itself compressed data may unfold, once it is over a megabyte. Default 200.</summary>
    [Range(1, 10_000)]
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Longest event in bytes; a longer line is rejected, and the others are not. Default 64 KB.</summary>
    [Range(64, 4_000_000)]
    public int MaxLineBytes { get; init; } = 65_536;

    /// <summary>Deepest nesting of an event. Default 64.</summary>
    [Range(2, 64)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>How many rejected lines an answer lists; all are counted. Default 100.</summary>
    [Range(0, 100_000)]
    public int MaxListedRejections { get; init; } = 100;

    /// <summary>How far in the future an event's time may be; one that is further is rejected. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan MaxEventLead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>In how many different windows the events of a request, or of a piece of a dropped file, may be; those in further ones are rejected. Default 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxWindowsPerBatch { get; init; } = 50_000;

    /// <summary>How long an event's source and id are remembered, to drop it when it comes again. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DeduplicationWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most events of a stream that are remembered; the oldest are forgotten first. 32 to 64 bytes of memory each. Default 1,000,000.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxRememberedEventsPerStream { get; init; } = 1_000_000;

    /// <summary>Most events that are remembered in all; beyond, the quietest streams are put aside until their next event. Default 4,000,000.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxRememberedEvents { get; init; } = 4_000_000;

    /// <summary>How soon after a segment the next small one may follow; batches that come meanwhile go together. Default 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan SegmentInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Bytes of waiting events that make a segment at once; a batch is never divided. Default 1 MB.</summary>
    [Range(1, 100_000_000)]
    public int SegmentBytes { get; init; } = 1_000_000;

    /// <summary>Bytes of a dropped file of lines that one activity takes on. Default 64 MB.</summary>
    [Range(1_000, 10_000_000_000)]
    public long FileShardBytes { get; init; } = 64_000_000;
}
