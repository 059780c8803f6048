namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Why a request was refused as a whole.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Reason">A sentence for the sender.</param>
/// <param name="Limit">Bytes that would have been accepted, when there were too many.</param>
public sealed record IngestRefusal(IngestRefusalKind Kind, string Reason, long? Limit = null)
{
    internal static IngestRefusal Unreadable(string reason) => new(IngestRefusalKind.Unreadable, reason);

    internal static IngestRefusal Unsupported(string reason) => new(IngestRefusalKind.Unsupported, reason);

    internal static IngestRefusal TooLarge(long limit) => new(IngestRefusalKind.TooLarge, $"The limit is {limit:N0} bytes.", limit);
}
