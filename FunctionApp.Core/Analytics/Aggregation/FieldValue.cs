namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Where in its line the value of a field is.</summary>
/// <param name="Start">First byte; of a text the one after the quote.</param>
/// <param name="Length">Bytes; of a text without its quotes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsEscaped">Whether a text has escapes.</param>
internal readonly record struct FieldValue(int Start, int Length, FieldKind Kind, bool IsEscaped = false);
