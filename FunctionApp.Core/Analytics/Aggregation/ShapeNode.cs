using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>A step that lines have had: the bytes that lead to it, what comes there, and how lines went on from it.</summary>
internal sealed class ShapeNode
{
    private readonly byte[] _bytes;
    private readonly Vector256<byte> _head;
    private readonly uint _beyond;

    /// <param name="bytes">What lines have between the step before and this one.</param>
    /// <param name="token">What comes then.</param>
    /// <param name="slot">Where it is kept; below zero when it is not wanted.</param>
    public ShapeNode(ReadOnlySpan<byte> bytes, ShapeToken token, int slot)
    {
        _bytes = bytes.ToArray();
        Token = token;
        Slot = slot;
        Span<byte> head = stackalloc byte[Vector256<byte>.Count];
        bytes[..Math.Min(bytes.Length, head.Length)].CopyTo(head);
        _head = Vector256.Create<byte>(head);
        _beyond = bytes.Length < head.Length ? uint.MaxValue << bytes.Length : 0;
    }

    /// <summary>What comes after the bytes.</summary>
    public ShapeToken Token { get; }

    /// <summary>Where the value is kept; below zero when it is not wanted.</summary>
    public int Slot { get; }

    /// <summary>The first way to go on from here.</summary>
    public ShapeNode? Next { get; set; }

    /// <summary>Another way to go on from where this one does.</summary>
    public ShapeNode? Sibling { get; set; }

    /// <summary>Bytes that lead here.</summary>
    public int Length => _bytes.Length;

    /// <summary>Whether this is the step of another line.</summary>
    public bool Is(ReadOnlySpan<byte> bytes, ShapeToken token, int slot) => Token == token && Slot == slot && bytes.SequenceEqual(_bytes);

    /// <summary>Whether a text has the bytes at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LeadsOn(ReadOnlySpan<byte> text, int at)
    {
        if (at + Vector256<byte>.Count > text.Length)
        {
            return text[at..].StartsWith(_bytes);
        }

        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
        return (Vector256.Equals(bytes, _head).ExtractMostSignificantBits() | _beyond) == uint.MaxValue
            && (_bytes.Length <= Vector256<byte>.Count || text[at..].StartsWith(_bytes));
    }
}
