using FunctionApp.Core.Operations;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Triggers;

/// <summary>Runs <see cref="OrchestrationAges"/> on a timer.</summary>
internal sealed class ObserveOrchestrations(OrchestrationAges ages, IOrchestrationClient orchestrations, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ages.RefreshAsync(orchestrations, stoppingToken);
        }
    }
}
