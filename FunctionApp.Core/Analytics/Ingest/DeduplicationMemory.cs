namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The identities of a stream's recent events. What falls out first is what is oldest: by time, and by number when there are too many.</summary>
/// <remarks>
/// A few generations, each a hash set with open addressing. The youngest takes what is new; it is succeeded when it is full or has covered
/// its share of the window, and the oldest is let go as a whole. Not safe for use by several threads at once.
/// </remarks>
internal sealed class DeduplicationMemory(TimeSpan window, int capacity)
{
    private const int Generations = 4;

    private readonly LinkedList<Generation> _generations = [];

    /// <summary>How many identities are remembered.</summary>
    public int Count => _generations.Sum(generation => generation.Count);

    /// <summary>Whether an event has come before.</summary>
    public bool Contains(EventIdentity identity)
    {
        for (var node = _generations.First; node is not null; node = node.Next)
        {
            if (node.Value.Contains(identity.Hash))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers an event.</summary>
    /// <param name="identity">One that is known, and not remembered yet.</param>
    /// <param name="moment">When it came; not before the last.</param>
    public void Add(EventIdentity identity, DateTimeOffset moment)
    {
        Forget(moment);
        if (_generations.First is not { } youngest || youngest.Value.Count >= Share || moment - youngest.Value.Begin >= window / Generations)
        {
            while (_generations.Count > 0 && Count + Share > capacity)
            {
                _generations.RemoveLast();
            }

            youngest = _generations.AddFirst(new Generation(moment, Math.Min(Share, _generations.First?.Value.Count ?? 0)));
        }

        youngest.Value.Add(identity.Hash, moment);
    }

    /// <summary>Lets go of what is older than the window.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (_generations.Last is { } oldest && now - oldest.Value.End > window)
        {
            _generations.RemoveLast();
        }
    }

    private int Share => Math.Max(1, capacity / Generations);

    private sealed class Generation(DateTimeOffset begin, int expected)
    {
        private UInt128[] _slots = new UInt128[SlotsFor(expected)];

        public DateTimeOffset Begin { get; } = begin;

        public DateTimeOffset End { get; private set; } = begin;

        public int Count { get; private set; }

        public bool Contains(UInt128 hash) => _slots[SlotOf(hash)] == hash;

        public void Add(UInt128 hash, DateTimeOffset moment)
        {
            if (2 * (Count + 1) > _slots.Length)
            {
                var old = _slots;
                _slots = new UInt128[2 * old.Length];
                foreach (var kept in old)
                {
                    if (kept != default)
                    {
                        _slots[SlotOf(kept)] = kept;
                    }
                }
            }

            _slots[SlotOf(hash)] = hash;
            Count++;
            End = moment > End ? moment : End;
        }

        /// <summary>Twice as many as identities, so that a search ends soon; a power of two.</summary>
        private static int SlotsFor(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * (count + 1)));

        /// <summary>The slot that holds a hash, or the free one where it belongs.</summary>
        private int SlotOf(UInt128 hash)
        {
            var slot = (int)((ulong)hash & (ulong)(_slots.Length - 1));
            while (_slots[slot] != default && _slots[slot] != hash)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            return slot;
        }
    }
}
