using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Support;

/// <summary>Lets hours pass for orchestrations that sleep, and only then: what is under way is never cut off by the clock.</summary>
internal static class DurableTime
{
    /// <summary>The engine wakes up to this much after a timer is due.</summary>
    private static readonly TimeSpan AlarmPrecision = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for an instance's end; the time of each of its timers comes as soon as it is set.</summary>
    public static async Task<OrchestrationInstance> EndAfterTimersAsync(this EmbeddedHost host, string instanceId, ManualTimeProvider clock)
    {
        var end = host.Orchestrations.WaitForCompletionAsync(instanceId);
        await UntilAsync(async () =>
        {
            if (await NextTimerAsync(host, instanceId) is { } next)
            {
                var wait = next - clock.GetUtcNow();
                clock.Advance((wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + AlarmPrecision);
            }

            return end.IsCompleted;
        });
        return (await end)!;
    }

    /// <summary>Waits until an instance sleeps, and tells until when.</summary>
    public static async Task<DateTimeOffset> AsleepAsync(this EmbeddedHost host, string instanceId)
    {
        DateTimeOffset? until = null;
        await UntilAsync(async () => (until = await NextTimerAsync(host, instanceId)) is not null);
        return until!.Value;
    }

    /// <summary>Waits until something that no signal tells of is true.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>The next timer of an instance that does nothing but wait; null while anything is under way.</summary>
    private static async Task<DateTimeOffset?> NextTimerAsync(EmbeddedHost host, string instanceId)
    {
        var open = new Dictionary<int, HistoryEvent>();
        foreach (var entry in await host.Orchestrations.GetHistoryAsync(instanceId) ?? [])
        {
            switch (entry.Type)
            {
                case HistoryEventType.TaskScheduled or HistoryEventType.SubOrchestrationInstanceCreated or HistoryEventType.TimerCreated:
                    open.Add(entry.TaskId!.Value, entry);
                    break;
                case HistoryEventType.TaskCompleted or HistoryEventType.TaskFailed or HistoryEventType.TimerFired
                    or HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.SubOrchestrationInstanceFailed:
                    open.Remove(entry.TaskId!.Value);
                    break;
            }
        }

        return open.Values.All(entry => entry.Type is HistoryEventType.TimerCreated) ? open.Values.Min(entry => entry.FireAt) : null;
    }
}
