namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>The most frequent values of a field over a range.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Field">The field's path.</param>
/// <param name="From">First moment, rounded to a window that is kept.</param>
/// <param name="To">First moment after, rounded likewise.</param>
/// <param name="Total">Events that have the field.</param>
/// <param name="Items">The values, most frequent first.</param>
/// <param name="Continuation">Always null: the answer is whole.</param>
public sealed record TopAnswer(
    string Stream, string Field, DateTimeOffset From, DateTimeOffset To, long Total, IReadOnlyList<TopItem> Items, string? Continuation = null);
