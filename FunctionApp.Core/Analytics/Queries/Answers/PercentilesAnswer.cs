namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>Percentiles of the values over a range.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Field">The value's path.</param>
/// <param name="From">First moment, rounded to a window that is kept.</param>
/// <param name="To">First moment after, rounded likewise.</param>
/// <param name="Count">Events with a value.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="Min">The least value; null without values.</param>
/// <param name="Max">The greatest value; null without values.</param>
/// <param name="Mean">Mean of the values; null without values.</param>
/// <param name="RelativeError">No percentile is farther off than this, relative to the truth.</param>
/// <param name="Items">The percentiles, in the order they were asked for.</param>
/// <param name="Continuation">Always null: the answer is whole.</param>
public sealed record PercentilesAnswer(
    string Stream,
    string Field,
    DateTimeOffset From,
    DateTimeOffset To,
    long Count,
    double Sum,
    double? Min,
    double? Max,
    double? Mean,
    double RelativeError,
    IReadOnlyList<Percentile> Items,
    string? Continuation = null);
