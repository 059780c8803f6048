namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>A line that is no event, and why.</summary>
/// <param name="Line">Its number, from 1; blank lines have numbers too.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RejectedLine(long Line, string Reason);
