using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>What keeps the app quick and tidy.</summary>
public sealed class OperationFunctions(Warmup warmup, Housekeeping housekeeping, OrchestrationAges ages)
{
    /// <summary>Just inside the time after which an idle instance is taken away.</summary>
    private const string EveryFourMinutes = "0 */4 * * * *";

    /// <summary>Often enough to notice what is stuck for hours, seldom enough to cost next to nothing.</summary>
    private const string EveryQuarter = "0 */15 * * * *";

    /// <summary>See <see cref="Core.Operations.Warmup"/>. Runs on each new instance before it gets requests, on plans that have this trigger.</summary>
    [Function(nameof(Warmup))]
    public Task Warmup([WarmupTrigger] object trigger, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => warmup.RunAsync(durable.AsPort(), cancellation);

    /// <summary>The same on a timer, for plans without always-ready instances. Exists only when <c>Triggers:KeepWarm</c> is true.</summary>
    [Function(nameof(KeepWarm))]
    public Task KeepWarm([TimerTrigger(EveryFourMinutes)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => warmup.RunAsync(durable.AsPort(), cancellation);

    /// <summary>See <see cref="Core.Operations.Housekeeping"/>.</summary>
    [Function(nameof(Housekeeping))]
    public Task Housekeeping(
        [TimerTrigger("%Housekeeping:Schedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => housekeeping.RunAsync(durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationAges"/>.</summary>
    [Function(nameof(ObserveOrchestrations))]
    public Task ObserveOrchestrations(
        [TimerTrigger(EveryQuarter)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => ages.RefreshAsync(durable.AsPort(), cancellation);
}
