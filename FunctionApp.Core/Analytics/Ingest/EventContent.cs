namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Opens what was sent: unfolds gzip, and guards against more than is accepted before and after.</summary>
internal static class EventContent
{
    /// <summary>Under this size no ratio is looked at: a small text may well be very regular.</summary>
    private const long MinBytesForRatio = 1_000_000;

    private const int HeadLength = 4;

    /// <summary>Opens content for reading.</summary>
    /// <param name="content">As it was sent.</param>
    /// <param name="limits">The most bytes, as sent and unfolded.</param>
    /// <param name="isSaidToBeGzip">Whether the sender says so; gzip is recognised without that too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreadableContentException">It is no such content.</exception>
    public static async Task<Stream> OpenAsync(Stream content, ContentLimits limits, bool isSaidToBeGzip, CancellationToken cancellationToken)
    {
        var sent = new CountedStream(content, () => limits.MaxBytes, () => IngestRefusal.TooLarge(limits.MaxBytes));
        var head = await PrefixedStream.PeekAsync(sent, HeadLength, bytes => bytes.Length == HeadLength, cancellationToken);
        if (head.Prefix.Span.StartsWith("PK\x3\x4"u8))
        {
            throw new UnreadableContentException(IngestRefusal.Unsupported("This is a zip archive. Send gzip, or the text as it is."));
        }

        if (!head.Prefix.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return isSaidToBeGzip ? throw new UnreadableContentException(IngestRefusal.Unreadable("The body is not gzip, as its Content-Encoding says.")) : head;
        }

        return new CountedStream(
            new WholeGzipStream(head),
            () => Math.Min(limits.MaxUnfoldedBytes, Math.Max(MinBytesForRatio, sent.Count * limits.MaxRatio)),
            () => IngestRefusal.TooLarge(limits.MaxUnfoldedBytes) with
            {
                Reason = $"It unfolds to more than {limits.MaxUnfoldedBytes:N0} bytes, or to more than {limits.MaxRatio} times its size.",
            });
    }
}
