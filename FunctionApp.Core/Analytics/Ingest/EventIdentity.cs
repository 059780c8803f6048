using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A 128-bit hash of an event's source and id: among a billion events two share one with a probability of 10^-21.</summary>
/// <param name="Hash">0 for an event without an id of its own.</param>
/// <remarks>
/// Two lanes of folded multiplications, 128-bit products whose halves are xored, as in wyhash. Keyed at random in each process, so that no
/// sender can prepare collisions; therefore never stored.
/// </remarks>
internal readonly record struct EventIdentity(UInt128 Hash)
{
    private const ulong Odd1 = 0xA0761D6478BD642F;
    private const ulong Odd2 = 0xE7037ED1A0B428DB;

    private static readonly ulong Key1 = RandomKey();
    private static readonly ulong Key2 = RandomKey();

    /// <summary>Whether the event came with an id.</summary>
    public bool IsKnown => Hash != default;

    /// <summary>The identity of an event.</summary>
    /// <param name="source">Its source, in UTF-8.</param>
    /// <param name="id">Its id, in UTF-8.</param>
    public static EventIdentity Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id)
    {
        var (one, two) = (Key1, Key2);
        Add(source, ref one, ref two);
        Add(id, ref one, ref two);
        var hash = new UInt128(one, two);
        return new(hash == default ? UInt128.One : hash);
    }

    private static void Add(ReadOnlySpan<byte> bytes, ref ulong one, ref ulong two)
    {
        var length = (ulong)bytes.Length;
        for (; bytes.Length >= 2 * sizeof(ulong); bytes = bytes[(2 * sizeof(ulong))..])
        {
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]), ref one, ref two);
        }

        Span<byte> rest = stackalloc byte[2 * sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        Mix(BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(ulong)..]), ref one, ref two);

        // The length keeps what is padded apart, and the source from the id.
        Mix(length, Odd2, ref one, ref two);
    }

    private static void Mix(ulong first, ulong second, ref ulong one, ref ulong two)
    {
        one = Fold(first ^ one ^ Odd1, second ^ Key2 ^ Odd2) ^ two;
        two = Fold(second ^ two ^ Odd2, first ^ Key1 ^ Odd1) ^ one;
    }

    private static ulong Fold(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;

    private static ulong RandomKey() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
