using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Orchestration;

/// <summary>Conveniences over <see cref="IOrchestrationContext"/> that behave alike on every host.</summary>
public static class OrchestrationContextExtensions
{
    /// <summary><see cref="IOrchestrationContext.CurrentUtcDateTime"/> as a moment that says it is UTC.</summary>
    public static DateTimeOffset UtcNow(this IOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    /// <summary>Sleeps durably for a while, counted from <see cref="IOrchestrationContext.CurrentUtcDateTime"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static Task CreateTimer(this IOrchestrationContext context, TimeSpan delay, CancellationToken cancellationToken = default)
        => context.CreateTimer(context.CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for an external event, but no longer than <paramref name="timeout"/>.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time.</exception>
    [SuppressMessage("Usage", "MA0042", Justification = "CancelAsync leaves the orchestrator's thread.")]
    [SuppressMessage("Performance", "CA1849", Justification = "CancelAsync leaves the orchestrator's thread.")]
    public static async Task<T> WaitForExternalEvent<T>(
        this IOrchestrationContext context, string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        // One source each: the loser of the race is abandoned, and neither keeps the instance open.
        using var stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopTimer = new CancellationTokenSource();

        var received = context.WaitForExternalEvent<T>(eventName, stopWaiting.Token);
        var elapsed = context.CreateTimer(timeout, stopTimer.Token);

        if (await Task.WhenAny(received, elapsed) == received)
        {
            stopTimer.Cancel();
            return await received;
        }

        stopWaiting.Cancel();
        throw new TaskCanceledException($"No event '{eventName}' came within {timeout}.");
    }

    /// <summary>Starts an orchestration that goes its own way: not a child, so this one can be over long before it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="orchestrator">What to start.</param>
    /// <param name="input">Its input.</param>
    /// <param name="type">How the input is written as JSON.</param>
    /// <param name="instanceId">Its id; derive it from this instance or its input. One that exists is kept as it is.</param>
    /// <param name="startAt">Not before this moment; at once when null.</param>
    /// <returns>The id, when the instance is durable.</returns>
    public static Task<string> StartAsync<TInput, TOutput>(
        this IOrchestrationContext context,
        OrchestratorName<TInput, TOutput> orchestrator,
        TInput input,
        JsonTypeInfo<TInput> type,
        string instanceId,
        DateTimeOffset? startAt = null)
        => context.CallActivityAsync(
            StartOrchestration.Name,
            new OrchestrationStart(orchestrator.Value, instanceId, JsonSerializer.SerializeToElement(input, type), startAt),
            RetryPolicy.Transient);

    /// <summary>A logger that is silent while replaying, named by a type.</summary>
    public static ILogger CreateReplaySafeLogger<T>(this IOrchestrationContext context)
        => context.CreateReplaySafeLogger(typeof(T).FullName!);
}
