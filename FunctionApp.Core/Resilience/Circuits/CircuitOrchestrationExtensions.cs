using System.Buffers.Binary;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>How orchestrations call services behind circuits.</summary>
public static class CircuitOrchestrationExtensions
{
    /// <summary>Calls an activity; while its circuit is open, sleeps on a durable timer until the break is over, and calls it again.</summary>
    /// <remarks>A sleeping orchestration takes no thread and no memory. Each wakes at a moment of its own.</remarks>
    /// <param name="context">The context.</param>
    /// <param name="activity">The activity; it returns an open circuit as a value.</param>
    /// <param name="input">Its input.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Abandons the sleep, so that it does not keep the instance from completing.</param>
    /// <returns>The activity's answer: postponed still when the patience was not enough.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled during a sleep.</exception>
    public static async Task<TOutput> CallThroughCircuitAsync<TInput, TOutput>(
        this IOrchestrationContext context,
        ActivityName<TInput, TOutput> activity,
        TInput input,
        CircuitPatience patience,
        CancellationToken cancellationToken = default)
        where TOutput : ICircuitAnswer
    {
        while (true)
        {
            var answer = await context.CallActivityAsync(activity, input, RetryPolicy.Transient);
            if (answer.Postponed is not { } postponed)
            {
                return answer;
            }

            var wakeAt = context.WakeTime(postponed.Until, patience);
            if (wakeAt > patience.Deadline)
            {
                return answer;
            }

            await context.CreateTimer(wakeAt.UtcDateTime, cancellationToken);
        }
    }

    private static DateTimeOffset WakeTime(this IOrchestrationContext context, DateTimeOffset until, CircuitPatience patience)
    {
        var now = context.UtcNow();
        var latest = now + patience.MaxWait;
        var wanted = until > latest ? latest : until > now ? until : now;
        return wanted + (context.NextFraction() * patience.Jitter);
    }

    /// <summary>From 0 to 1, the same on every replay. The last eight bytes of a version 5 GUID are hash but for two bits.</summary>
    private static double NextFraction(this IOrchestrationContext context)
    {
        Span<byte> bytes = stackalloc byte[16];
        context.NewGuid().TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) / (double)uint.MaxValue;
    }
}
