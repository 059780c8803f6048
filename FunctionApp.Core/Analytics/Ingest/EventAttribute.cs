namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>An attribute of CloudEvents as it stands in an event.</summary>
/// <param name="text">What is between its quotes.</param>
/// <param name="isEscaped">Whether there are escapes in it.</param>
internal readonly ref struct EventAttribute(ReadOnlySpan<byte> text, bool isEscaped)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Whether it has a value; a null counts as none.</summary>
    public bool IsPresent => !_text.IsEmpty;

    /// <summary>Bytes of <see cref="TryUnescape"/>, at most.</summary>
    public int MaxLength => _text.Length;

    /// <summary>What it stands for.</summary>
    /// <param name="scratch">Room for <see cref="MaxLength"/> bytes; used only when there are escapes.</param>
    /// <param name="value">The value, in UTF-8.</param>
    /// <returns>False when it is no valid text.</returns>
    public bool TryUnescape(Span<byte> scratch, out ReadOnlySpan<byte> value)
    {
        value = _text;
        if (isEscaped)
        {
            var isText = JsonEscapes.TryUnescape(_text, scratch, out var length);
            value = scratch[..length];
            return isText;
        }

        return true;
    }
}
