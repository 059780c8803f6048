namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Windows that are over: the input of <see cref="EvaluateMonitors"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="From">Windows that end after this moment; null for all.</param>
/// <param name="Through">And at or before this one.</param>
/// <param name="IsByClock">Whether the clock says that they are over, and no event has closed them yet.</param>
public sealed record MonitorEvaluation(string Stream, DateTimeOffset? From, DateTimeOffset Through, bool IsByClock = false);
