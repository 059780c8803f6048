using System.Globalization;
using System.Text.RegularExpressions;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Segments;

/// <summary>The name of a segment tells when it was written, by whom, and what became of every line that led to it.</summary>
/// <remarks>
/// <para>
/// <c>{stream}/{yyyyMMdd}/{HH}/{mm}/{ssfffffff}-{writer}-{sequence}[_{last}]-{accepted}-{rejected}-{duplicates}[-{origin}].ndjson</c>, so
/// that names sort by time, a minute, hour or day can be listed by prefix, and listing accounts for all lines without a segment being read.
/// </para>
/// <para>
/// A writer is one stream's ingest in one process. It writes one segment after the other, with growing times and consecutive numbers, so
/// its segments become visible in the order of their numbers. Small segments of an hour that have been applied are merged; the name of what
/// they were merged into covers their numbers. See <see cref="SegmentHour"/> for what that means to readers.
/// </para>
/// </remarks>
public sealed partial record SegmentName
{
    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>When its writing began (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Twelve hexadecimal digits.</summary>
    public required string Writer { get; init; }

    /// <summary>The writer's number for it, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The last of the writer's numbers that it covers, when it was merged of several; else null.</summary>
    public long? MergedThrough { get; init; }

    /// <summary>The last of the writer's numbers that it covers.</summary>
    public long Last => MergedThrough ?? Sequence;

    /// <summary>No event of it was written after this moment (UTC).</summary>
    public DateTimeOffset Through => MergedThrough is null ? Time : HourOf(Time).AddHours(1);

    /// <summary>Events in it.</summary>
    public required long Accepted { get; init; }

    /// <summary>Lines that came with them and were no valid event.</summary>
    public required long Rejected { get; init; }

    /// <summary>Lines that came with them and repeat an earlier source and id.</summary>
    public required long Duplicates { get; init; }

    /// <summary>The piece of a dropped file that it holds; null when it holds what was posted.</summary>
    public string? Origin { get; init; }

    /// <summary>Where it is kept.</summary>
    public BlobRef Blob => new(AnalyticsContainers.Segments, ToString());

    /// <summary>Reads a name; null when it is none.</summary>
    public static SegmentName? Parse(string name)
    {
        var match = Pattern().Match(name);
        if (!match.Success
            || !DateTimeOffset.TryParseExact(
                string.Concat(match.Groups["day"].ValueSpan, match.Groups["hour"].ValueSpan, match.Groups["minute"].ValueSpan, match.Groups["second"].ValueSpan),
                "yyyyMMddHHmmssfffffff",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time))
        {
            return null;
        }

        return new()
        {
            Stream = match.Groups["stream"].Value,
            Time = time,
            Writer = match.Groups["writer"].Value,
            Sequence = Number("sequence"),
            MergedThrough = match.Groups["last"].Success ? Number("last") : null,
            Accepted = Number("accepted"),
            Rejected = Number("rejected"),
            Duplicates = Number("duplicates"),
            Origin = match.Groups["origin"] is { Success: true, Value: var origin } ? origin : null,
        };

        long Number(string group) => long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>The beginning of the hour that a moment is in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The fewest prefixes of names that together cover every minute between two moments, both included.</summary>
    public static IEnumerable<string> Prefixes(string stream, DateTimeOffset from, DateTimeOffset to)
    {
        var minute = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        while (minute <= to)
        {
            var (length, format) = minute switch
            {
                { Hour: 0, Minute: 0 } when minute.AddDays(1) <= to => (TimeSpan.FromDays(1), "yyyyMMdd'/'"),
                { Minute: 0 } when minute.AddHours(1) <= to => (TimeSpan.FromHours(1), "yyyyMMdd'/'HH'/'"),
                _ => (TimeSpan.FromMinutes(1), "yyyyMMdd'/'HH'/'mm'/'"),
            };
            yield return $"{stream}/{minute.ToString(format, CultureInfo.InvariantCulture)}";
            minute += length;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stream}/{Time:yyyyMMdd'/'HH'/'mm'/'ssfffffff}-{Writer}-{Sequence}{(MergedThrough is null ? "" : "_")}{MergedThrough}-{Accepted}-{Rejected}-{Duplicates}{(Origin is null ? "" : "-" + Origin)}.ndjson");

    [GeneratedRegex(
        @"^(?<stream>[a-z0-9-]{1,63})/(?<day>\d{8})/(?<hour>\d\d)/(?<minute>\d\d)/(?<second>\d{9})-(?<writer>[0-9a-f]{12})-(?<sequence>\d{1,18})(_(?<last>\d{1,18}))?-(?<accepted>\d{1,18})-(?<rejected>\d{1,18})-(?<duplicates>\d{1,18})(-(?<origin>[0-9a-z.]+))?\.ndjson$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
