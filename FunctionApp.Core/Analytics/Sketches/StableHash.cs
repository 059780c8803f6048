using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>A fast 64-bit hash of short texts that is the same in every process and on every machine, as what is stored must be.</summary>
/// <remarks>
/// Multiply-and-fold over 16-byte steps (the construction of wyhash and of XXH3's short inputs): each pair of words is multiplied to 128 bits
/// and the halves are combined. Not for secrets: who chooses the input can choose collisions. Changing it invalidates stored sketches.
/// </remarks>
public static class StableHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD1B54A32D192ED03;
    private const ulong Third = 0x8CB92BA72F3D8DD7;
    private const ulong Fourth = 0xABC98388FB8FAC03;

    /// <summary>Hashes bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var length = (ulong)bytes.Length;
        var state = Third;
        while (bytes.Length > 16)
        {
            state = Fold(Word(bytes) ^ First, Word(bytes[8..]) ^ state);
            bytes = bytes[16..];
        }

        var (low, high) = bytes.Length switch
        {
            >= 8 => (Word(bytes), Word(bytes[^8..])),
            >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..])),
            > 0 => (bytes[0] | ((ulong)bytes[bytes.Length >> 1] << 8) | ((ulong)bytes[^1] << 16), 0UL),
            _ => (0UL, 0UL),
        };
        return Fold(Fold(low ^ First, high ^ state) ^ (length * Second), Fourth);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
