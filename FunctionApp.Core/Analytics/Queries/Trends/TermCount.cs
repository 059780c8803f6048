namespace FunctionApp.Core.Analytics.Queries.Trends;

/// <summary>How often a term came, as far as a sketch can tell.</summary>
/// <param name="Count">The estimate.</param>
/// <param name="Lower">Not fewer than this.</param>
/// <param name="Upper">Not more than this.</param>
public readonly record struct TermCount(long Count, long Lower, long Upper)
{
    /// <summary>A count without doubt.</summary>
    public static TermCount Exactly(long count) => new(count, count, count);
}
