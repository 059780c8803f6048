namespace FunctionApp.Core.Storage;

/// <summary>Part of a blob.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Bytes, at least 1; null means to the end. A range that reaches past the end is cut there.</param>
/// <exception cref="ArgumentOutOfRangeException">The offset is negative, or the length is below 1.</exception>
public readonly record struct BlobRange(long Offset, long? Length = null)
{
    /// <summary>First byte, from 0.</summary>
    public long Offset { get; init; } = Offset >= 0 ? Offset : throw new ArgumentOutOfRangeException(nameof(Offset), Offset, message: null);

    /// <summary>Bytes, at least 1; null means to the end.</summary>
    public long? Length { get; init; } = Length is null or > 0 ? Length : throw new ArgumentOutOfRangeException(nameof(Length), Length, message: null);

    /// <summary>The part of a blob that this range covers; null when it starts past the blob's last byte.</summary>
    /// <param name="blobLength">Bytes in the blob. Of an empty blob, offset 0 is the empty part.</param>
    public (long Offset, long Length)? Within(long blobLength)
    {
        var rest = blobLength - Offset;
        return rest > 0 || Offset == 0 ? (Offset, Math.Min(Length ?? rest, rest)) : null;
    }
}
