using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>A running backend, as the contract sees it.</summary>
public abstract class OrchestrationHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public abstract IOrchestrationClient Client { get; }

    /// <summary>The backend's time.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Lets time pass: moves the clock, or waits.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    public abstract ValueTask DisposeAsync();

    /// <summary>Starts an instance.</summary>
    public async Task<string> StartAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, ScheduleOptions? options = null)
        => (await Client.ScheduleAsync(orchestrator, input, options)).InstanceId;

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<OrchestrationInstance> RunAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, ScheduleOptions? options = null)
        => await EndOfAsync(await StartAsync(orchestrator, input, options));

    /// <summary>Starts an instance and waits for the output it completes with.</summary>
    public async Task<TOutput> OutputOfAsync<TInput, TOutput>(OrchestratorName<TInput, TOutput> orchestrator, TInput input)
    {
        var instance = await RunAsync(orchestrator, input);
        Assert.AreEqual(OrchestrationStatus.Completed, instance.RuntimeStatus, instance.FailureDetails?.ErrorMessage);
        return JsonSerializer.Deserialize<TOutput>(instance.SerializedOutput!, JsonSerializerOptions.Web)!;
    }

    /// <summary>Waits for an instance's end.</summary>
    public async Task<OrchestrationInstance> EndOfAsync(string instanceId)
    {
        using var patience = new CancellationTokenSource(Patience);
        var instance = await Client.WaitForCompletionAsync(instanceId, patience.Token);
        Assert.IsNotNull(instance);
        return instance;
    }

    /// <summary>Waits for an instance's end, and lets the time of each of its timers come as soon as it is set.</summary>
    public async Task<OrchestrationInstance> EndAfterTimersAsync(string instanceId)
    {
        var end = EndOfAsync(instanceId);
        await UntilAsync(async () =>
        {
            foreach (var timer in OpenTimers(await Client.GetHistoryAsync(instanceId)))
            {
                if (timer.FireAt > Now)
                {
                    await AdvanceAsync(timer.FireAt.Value - Now);
                }
            }

            return end.IsCompleted;
        });
        return await end;
    }

    /// <summary>Waits until an instance's history has this many events of a type.</summary>
    public Task HistoryHasAsync(string instanceId, HistoryEventType type, int count = 1)
        => UntilAsync(async () => (await Client.GetHistoryAsync(instanceId))?.Count(entry => entry.Type == type) >= count);

    /// <summary>Waits until an instance has a status.</summary>
    public Task StatusIsAsync(string instanceId, OrchestrationStatus status)
        => UntilAsync(async () => (await Client.GetAsync(instanceId))?.RuntimeStatus == status);

    /// <summary>Waits until something that no signal tells of is true.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        }
    }

    private static IEnumerable<HistoryEvent> OpenTimers(IReadOnlyList<HistoryEvent>? history)
    {
        var fired = (history ?? []).Where(entry => entry.Type is HistoryEventType.TimerFired).Select(entry => entry.TaskId).ToHashSet();
        return (history ?? []).Where(entry => entry.Type is HistoryEventType.TimerCreated && !fired.Contains(entry.TaskId));
    }
}
