using System.Buffers;
using System.Security.Cryptography;

namespace FunctionApp.Core.Images.Intake;

/// <summary>What one pass over the bytes tells.</summary>
/// <param name="Sha256">The 32 bytes of the SHA-256.</param>
/// <param name="Bytes">How many bytes there are.</param>
/// <param name="Format">Format by the first bytes; null when they are those of no image we know.</param>
public sealed record ImageDigest(ReadOnlyMemory<byte> Sha256, long Bytes, ImageFormat? Format)
{
    private const int BufferSize = 81_920;

    /// <summary>Reads a stream to its end, or just past a limit.</summary>
    public static async Task<ImageDigest> ComputeAsync(Stream content, long limit, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var buffer = MemoryPool<byte>.Shared.Rent(BufferSize);
        var head = new byte[ImageFormats.HeadLength];
        var length = 0L;

        int read;
        while (length <= limit && (read = await content.ReadAsync(buffer.Memory, cancellationToken)) > 0)
        {
            var chunk = buffer.Memory.Span[..read];
            if (length < head.Length)
            {
                chunk[..(int)Math.Min(read, head.Length - length)].CopyTo(head.AsSpan((int)length));
            }

            hash.AppendData(chunk);
            length += read;
        }

        return new(hash.GetHashAndReset(), length, ImageFormats.Recognise(head.AsSpan(0, (int)Math.Min(length, head.Length))));
    }
}
