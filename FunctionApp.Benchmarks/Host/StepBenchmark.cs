using System.Diagnostics;

namespace FunctionApp.Benchmarks.Host;

/// <summary>How long one small step takes, and what it allocates: the best of several rounds, which is the one that was disturbed least.</summary>
internal static class StepBenchmark
{
    private const int Rounds = 20;
    private const int Steps = 50_000;

    /// <returns>Nanoseconds and bytes of one step.</returns>
    public static (double Nanoseconds, double Bytes) Measure(Action step)
    {
        var (nanoseconds, bytes) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Steps; i++)
            {
                step();
            }

            nanoseconds = Math.Min(nanoseconds, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Steps);
            bytes = Math.Min(bytes, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Steps);
        }

        return (nanoseconds, bytes);
    }
}
