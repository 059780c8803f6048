namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Windows that have been closed: the input of <see cref="EvaluateMonitors"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="From">Windows that end after this moment; null for all.</param>
/// <param name="Through">And at or before this one.</param>
public sealed record MonitorEvaluation(string Stream, DateTimeOffset? From, DateTimeOffset Through);
