namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>A frequent value of a field.</summary>
/// <param name="Term">The value.</param>
/// <param name="Count">Events that have it: the middle of the bounds.</param>
/// <param name="Lower">Not fewer than this.</param>
/// <param name="Upper">Not more than this.</param>
/// <param name="Share">Count as a part of all events that have the field.</param>
public sealed record TopItem(string Term, long Count, long Lower, long Upper, double Share);
