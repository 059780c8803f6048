using System.Buffers.Text;
using System.Security.Cryptography;

namespace FunctionApp.Core.Caching;

/// <summary>The body of a response, ready to be sent.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">Strong entity tag, quoted (RFC 9110, 8.8.3).</param>
/// <param name="Bytes">The body.</param>
public sealed record CachedContent(string ContentType, string ETag, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes of the hash in an entity tag: a collision is out of reach, and the tag stays short.</summary>
    private const int TagLength = 16;

    /// <summary>A body whose entity tag is the hash of its bytes: the same on every instance, and after every restart.</summary>
    public static CachedContent Of(string contentType, ReadOnlyMemory<byte> bytes)
        => new(contentType, $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes.Span).AsSpan(0, TagLength))}\"", bytes);
}
