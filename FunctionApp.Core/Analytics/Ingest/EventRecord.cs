namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>One line, array element or CSV record, as it was found.</summary>
/// <param name="line">Where it was: the line in the text, or the element's number in an array; from 1.</param>
/// <param name="json">The bytes that should be an event's JSON; empty when it is rejected already. Valid until the next is read.</param>
/// <param name="rejection">Why it cannot be an event; null when that is still to be seen.</param>
internal readonly ref struct EventRecord(long line, ReadOnlySpan<byte> json, string? rejection = null)
{
    public long Line { get; } = line;

    public ReadOnlySpan<byte> Json { get; } = json;

    public string? Rejection { get; } = rejection;
}
