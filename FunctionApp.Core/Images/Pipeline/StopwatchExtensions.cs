namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Measures how long a step took.</summary>
internal static class StopwatchExtensions
{
    /// <summary>Milliseconds since a timestamp, to the microsecond.</summary>
    public static double ElapsedMs(this TimeProvider time, long startedAt) => Math.Round(time.GetElapsedTime(startedAt).TotalMilliseconds, 3);
}
