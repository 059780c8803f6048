using System.Numerics;
using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Similarity;

/// <summary>Perceptual hashes by image, searched from end to end.</summary>
/// <remarks>
/// A search among a million takes a few milliseconds, because hashes lie side by side and a distance is one XOR and one population count.
/// Indexes that skip some of them (BK-trees, multi-index hashing) gain little where the nearest may differ in a quarter of their bits, and
/// have to be kept in order. 24 bytes an image, and as much again for finding it by its id.
/// </remarks>
internal sealed class HashTable
{
    private static readonly Comparer<(int Distance, UInt128 Image)> FarthestFirst =
        Comparer<(int Distance, UInt128 Image)>.Create((a, b) => b.CompareTo(a));

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _positions = [];
    private readonly List<UInt128> _images = [];
    private readonly List<ulong> _hashes = [];

    /// <summary>How many images there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _images.Count;
            }
        }
    }

    /// <summary>Adds an image, or replaces its hash.</summary>
    public void Add(UInt128 image, ulong hash)
    {
        lock (_lock)
        {
            if (_positions.TryGetValue(image, out var position))
            {
                _hashes[position] = hash;
                return;
            }

            _positions.Add(image, _images.Count);
            _images.Add(image);
            _hashes.Add(hash);
        }
    }

    /// <summary>Forgets an image, if it is there.</summary>
    public void Remove(UInt128 image)
    {
        lock (_lock)
        {
            if (!_positions.Remove(image, out var position))
            {
                return;
            }

            // The last one moves into the gap.
            var last = _images.Count - 1;
            if (position != last)
            {
                (_images[position], _hashes[position]) = (_images[last], _hashes[last]);
                _positions[_images[position]] = position;
            }

            _images.RemoveAt(last);
            _hashes.RemoveAt(last);
        }
    }

    /// <summary>The images with the nearest hashes, nearest first; those equally near in order of their ids.</summary>
    /// <param name="hash">The hash to compare with.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="except">An image to leave out.</param>
    public IReadOnlyList<(UInt128 Image, int Distance)> Nearest(ulong hash, int limit, UInt128 except)
    {
        // The farthest of the best so far is on top.
        var best = new PriorityQueue<UInt128, (int Distance, UInt128 Image)>(limit + 1, FarthestFirst);
        lock (_lock)
        {
            var hashes = CollectionsMarshal.AsSpan(_hashes);
            var worst = int.MaxValue;
            for (var i = 0; i < hashes.Length; i++)
            {
                var distance = BitOperations.PopCount(hashes[i] ^ hash);
                if (distance > worst || _images[i] == except)
                {
                    continue;
                }

                best.Enqueue(_images[i], (distance, _images[i]));
                if (best.Count > limit)
                {
                    best.Dequeue();
                    best.TryPeek(out _, out var farthest);
                    worst = farthest.Distance;
                }
            }
        }

        return
        [
            .. best.UnorderedItems.Select(item => (Image: item.Element, item.Priority.Distance))
                .OrderBy(item => item.Distance)
                .ThenBy(item => item.Image),
        ];
    }
}
