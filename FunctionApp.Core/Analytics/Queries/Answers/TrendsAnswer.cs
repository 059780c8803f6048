using FunctionApp.Core.Analytics.Queries.Trends;

namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>How the frequent values of a field came, against the period of the same length before.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Field">The field's path.</param>
/// <param name="From">First moment, rounded to a window that is kept.</param>
/// <param name="To">First moment after, rounded likewise.</param>
/// <param name="PreviousFrom">Where the period before begins; it ends where this one begins.</param>
/// <param name="Basis">What growth is measured against.</param>
/// <param name="FalseDiscoveryRate">The share of false findings among the significant ones that is put up with.</param>
/// <param name="Total">Events that have the field.</param>
/// <param name="PreviousTotal">Events that had it in the period before.</param>
/// <param name="Items">The values, surest and strongest change first.</param>
/// <param name="Continuation">Always null: the answer is whole.</param>
public sealed record TrendsAnswer(
    string Stream,
    string Field,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset PreviousFrom,
    TrendBasis Basis,
    double FalseDiscoveryRate,
    long Total,
    long PreviousTotal,
    IReadOnlyList<Trend> Items,
    string? Continuation = null);
