namespace FunctionApp.Core.Telemetry;

/// <summary>Numbers at equal distances in time.</summary>
/// <param name="Start">When the first begins (UTC).</param>
/// <param name="Step">Seconds from one to the next.</param>
/// <param name="Values">One number a step; 0 where nothing happened. The last step is still going on.</param>
public sealed record TimeSeries(DateTimeOffset Start, double Step, IReadOnlyList<double> Values);
