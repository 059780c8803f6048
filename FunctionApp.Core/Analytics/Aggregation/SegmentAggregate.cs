using System.Runtime.InteropServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What was computed of a segment, or of several.</summary>
/// <remarks><see cref="Lines"/> is always <see cref="Events"/> + <see cref="Late"/> + <see cref="Rejected"/>.</remarks>
public sealed class SegmentAggregate
{
    /// <summary>Rejected lines that are named; the others are only counted.</summary>
    public const int MaxRejections = 100;

    private readonly Dictionary<WindowKey, WindowAggregate> _windows = [];
    private readonly List<RejectedLine> _rejections = [];

    /// <summary>The aggregates by window and type.</summary>
    public IReadOnlyDictionary<WindowKey, WindowAggregate> Windows => _windows;

    /// <summary>Lines that are not blank.</summary>
    public long Lines => Events + Late + Rejected;

    /// <summary>Events that were counted in a window.</summary>
    public long Events { get; internal set; }

    /// <summary>Events that came too late to be counted.</summary>
    public long Late { get; internal set; }

    /// <summary>Lines that are no events.</summary>
    public long Rejected { get; private set; }

    /// <summary>The first rejected lines.</summary>
    public IReadOnlyList<RejectedLine> Rejections => _rejections;

    /// <summary>Time of the earliest event, late ones left out; null when there are none.</summary>
    public DateTimeOffset? FirstEvent { get; private set; }

    /// <summary>Time of the latest event, late ones left out; null when there are none.</summary>
    public DateTimeOffset? LastEvent { get; private set; }

    /// <summary>Adds what was computed of another part. Its rejected lines keep the numbers they have there.</summary>
    public void Merge(SegmentAggregate other)
    {
        foreach (var (key, aggregate) in other._windows)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_windows, key, out var exists);
            if (exists)
            {
                mine!.Merge(aggregate);
            }
            else
            {
                mine = aggregate;
            }
        }

        Events += other.Events;
        Late += other.Late;
        Rejected += other.Rejected;
        _rejections.AddRange(other._rejections.Take(MaxRejections - _rejections.Count));
        Extend(other.FirstEvent, other.LastEvent);
    }

    internal WindowAggregate AddWindow(WindowKey key, WindowAggregate aggregate)
    {
        _windows.Add(key, aggregate);
        return aggregate;
    }

    internal void Reject(long line, string reason)
    {
        Rejected++;
        if (_rejections.Count < MaxRejections)
        {
            _rejections.Add(new(line, reason));
        }
    }

    internal void Extend(DateTimeOffset? first, DateTimeOffset? last)
    {
        FirstEvent = FirstEvent is null || first < FirstEvent ? first ?? FirstEvent : FirstEvent;
        LastEvent = LastEvent is null || last > LastEvent ? last ?? LastEvent : LastEvent;
    }
}
