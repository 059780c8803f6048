namespace FunctionApp.Core.Analytics.Queries.Calendar;

/// <summary>Where a window begins and ends.</summary>
/// <param name="Start">Its first moment.</param>
/// <param name="End">The first moment after it.</param>
public readonly record struct WindowSpan(DateTimeOffset Start, DateTimeOffset End);
