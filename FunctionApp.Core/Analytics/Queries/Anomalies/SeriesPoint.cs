namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>One window of a uniform series.</summary>
/// <param name="Start">When the window begins.</param>
/// <param name="Value">The metric; null when the window has none, such as the mean of no events.</param>
internal readonly record struct SeriesPoint(DateTimeOffset Start, double? Value);
