namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What was sent cannot be read to its end, and nothing of it is accepted. Thrown in streams, where a value cannot be returned.</summary>
internal sealed class UnreadableContentException(IngestRefusal refusal, Exception? innerException = null)
    : IOException(refusal.Reason, innerException)
{
    public IngestRefusal Refusal { get; } = refusal;
}
