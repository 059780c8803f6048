using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FunctionApp.Core.Telemetry;

/// <summary>What every activity and orchestration reports, whichever host runs it.</summary>
public static class TaskInstruments
{
    private const string Outcome = "outcome";
    private const string Completed = "completed";
    private const string Failed = "failed";

    private static readonly Meter Meter = new(InstrumentNames.Scope);
    private static readonly Histogram<double> ActivityDuration = Meter.CreateHistogram<double>(InstrumentNames.ActivityDuration, "s");
    private static readonly Histogram<double> OrchestrationDuration = Meter.CreateHistogram<double>(InstrumentNames.OrchestrationDuration, "s");

    /// <summary>Where spans of ours come from.</summary>
    public static ActivitySource Source { get; } = new(InstrumentNames.Scope);

    /// <summary>Runs an activity and records how long it took and how it ended. One that was interrupted is not recorded: it runs again.</summary>
    /// <param name="name">The activity's registered name.</param>
    /// <param name="run">Runs it.</param>
    public static async Task<T> MeasureActivityAsync<T>(string name, Func<Task<T>> run)
    {
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            var result = await run();
            Record(Completed);
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Record(Failed);
            throw;
        }

        void Record(string outcome) => ActivityDuration.Record(
            Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new("activity.name", name), new(Outcome, outcome));
    }

    /// <summary>Records the end of an orchestration.</summary>
    /// <param name="name">The orchestrator's registered name.</param>
    /// <param name="duration">From its start to its end, sleep included.</param>
    /// <param name="succeeded">Whether it completed.</param>
    public static void OrchestrationEnded(string name, TimeSpan duration, bool succeeded) => OrchestrationDuration.Record(
        duration.TotalSeconds, new("orchestration.name", name), new(Outcome, succeeded ? Completed : Failed));
}
