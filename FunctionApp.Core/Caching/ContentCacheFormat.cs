using System.Buffers;
using System.Text;

namespace FunctionApp.Core.Caching;

/// <summary>Bodies as they are, after their media type and entity tag; reading one back copies nothing.</summary>
internal sealed class ContentCacheFormat : ICacheFormat<CachedContent>
{
    public void Write(IBufferWriter<byte> output, CachedContent value)
    {
        WriteText(output, value.ContentType);
        WriteText(output, value.ETag);
        output.Write(value.Bytes.Span);
    }

    public CachedContent Read(ReadOnlyMemory<byte> bytes)
    {
        var type = ReadText(ref bytes);
        var tag = ReadText(ref bytes);
        return new(type, tag, bytes);
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(1 + text.Length);
        span[0] = checked((byte)text.Length);
        output.Advance(1 + Encoding.ASCII.GetBytes(text, span[1..]));
    }

    private static string ReadText(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Span[0] >= bytes.Length)
        {
            throw new FormatException("The cached content ends too early.");
        }

        var end = 1 + bytes.Span[0];
        var text = Encoding.ASCII.GetString(bytes.Span[1..end]);
        bytes = bytes[end..];
        return text;
    }
}
