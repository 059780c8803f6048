namespace FunctionApp.Core.Analytics.Queries.Sessions;

/// <summary>That a subject did something.</summary>
/// <param name="Subject">A hash of the subject.</param>
/// <param name="Ticks">When, in ticks of UTC.</param>
internal readonly record struct SubjectEvent(ulong Subject, long Ticks);
