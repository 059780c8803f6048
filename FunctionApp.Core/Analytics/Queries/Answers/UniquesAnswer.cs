namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>How many distinct values the unique field has over a range.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Field">The unique field's path.</param>
/// <param name="From">First moment, rounded to a window that is kept.</param>
/// <param name="To">First moment after, rounded likewise.</param>
/// <param name="Uniques">The estimate.</param>
/// <param name="Lower">Not fewer than this, in 95 of 100 answers of this kind.</param>
/// <param name="Upper">Not more than this, likewise.</param>
/// <param name="RelativeStandardError">Of the estimate.</param>
public sealed record UniquesAnswer(
    string Stream, string Field, DateTimeOffset From, DateTimeOffset To, long Uniques, long Lower, long Upper, double RelativeStandardError);
