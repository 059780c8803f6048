namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>One event that is there as a whole.</summary>
internal sealed class SingleEventReader(ReadOnlyMemory<byte> json) : IEventReader
{
    private bool _isFilled;
    private bool _isTaken;

    public ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var isFirst = !_isFilled;
        _isFilled = true;
        return ValueTask.FromResult(isFirst);
    }

    public bool TryRead(out EventRecord record)
    {
        var text = json.Span;
        record = _isTaken ? default : new(1, text.StartsWith("\uFEFF"u8) ? text["\uFEFF"u8.Length..] : text);
        var isThere = !_isTaken;
        _isTaken = true;
        return isThere;
    }

    public void Dispose()
    {
    }
}
