using System.Text;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Paths of wanted fields as a tree of names, to be walked while an event is read.</summary>
internal sealed class FieldNode
{
    private readonly List<FieldNode> _children = [];

    private FieldNode(string name) => Name = Encoding.UTF8.GetBytes(name);

    /// <summary>The name inside its parent.</summary>
    public byte[] Name { get; }

    /// <summary>The position of the field's value; below zero when it is not wanted itself.</summary>
    public int Slot { get; private set; } = -1;

    /// <summary>Whether something inside is wanted.</summary>
    public bool HasChildren => _children.Count > 0;

    /// <summary>Builds the tree.</summary>
    /// <param name="paths">Names with dots between them.</param>
    /// <param name="slots">The slot of each path; equal paths share one.</param>
    /// <param name="slotCount">How many slots there are.</param>
    public static FieldNode Of(IReadOnlyList<string> paths, out int[] slots, out int slotCount)
    {
        var root = new FieldNode("");
        slots = new int[paths.Count];
        slotCount = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            var node = root;
            foreach (var name in paths[i].Split('.'))
            {
                node = node.Child(name);
            }

            if (node.Slot < 0)
            {
                node.Slot = slotCount++;
            }

            slots[i] = node.Slot;
        }

        return root;
    }

    /// <summary>The wanted field of a name; null when it is not wanted.</summary>
    public FieldNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in _children)
        {
            if (name.SequenceEqual(child.Name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Forgets the values of this field and of those inside: of names that are there twice, the last counts.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Clear(FieldValue[] values)
    {
        var cleared = false;
        if (Slot >= 0)
        {
            cleared = values[Slot] != default;
            values[Slot] = default;
        }

        foreach (var child in _children)
        {
            cleared |= child.Clear(values);
        }

        return cleared;
    }

    private FieldNode Child(string name)
    {
        if (Find(Encoding.UTF8.GetBytes(name)) is { } known)
        {
            return known;
        }

        var child = new FieldNode(name);
        _children.Add(child);
        return child;
    }
}
