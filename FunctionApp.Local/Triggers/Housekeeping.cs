using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Triggers;

/// <summary>Runs <see cref="Core.Operations.Housekeeping"/> on a timer.</summary>
internal sealed partial class Housekeeping(
    Core.Operations.Housekeeping housekeeping, IOrchestrationClient orchestrations, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await housekeeping.RunAsync(orchestrations, stoppingToken);
            }
            catch (IOException exception)
            {
                // The next tick tries again.
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Housekeeping failed.")]
    private partial void LogFailed(IOException exception);
}
