using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Caching;

namespace FunctionApp.Tests.Caching;

[TestClass]
public sealed class ContentCacheFormatTests
{
    private readonly ContentCacheFormat _format = new();

    [TestMethod]
    public void What_is_written_is_read_back()
        => Prop.ForAll<byte[]>(bytes =>
        {
            var content = CachedContent.Of("image/avif", bytes);
            var output = new ArrayBufferWriter<byte>();
            _format.Write(output, content);

            var read = _format.Read(output.WrittenMemory);

            return read.ContentType == content.ContentType && read.ETag == content.ETag && read.Bytes.Span.SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Whatever_bytes_there_are_they_are_content_or_refused()
        => Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                return CacheEntry<CachedContent>.Read(bytes, _format) is var entry && (entry.Value is null || entry.Value.Bytes.Length < bytes.Length);
            }
            catch (FormatException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void The_same_bytes_have_the_same_tag_and_others_another()
    {
        Assert.AreEqual(CachedContent.Of("text/plain", "a"u8.ToArray()).ETag, CachedContent.Of("text/plain", "a"u8.ToArray()).ETag);
        Assert.AreNotEqual(CachedContent.Of("text/plain", "a"u8.ToArray()).ETag, CachedContent.Of("text/plain", "b"u8.ToArray()).ETag);
    }
}
