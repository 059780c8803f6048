using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Takes a stream's segments into its windows, for as long as the stream exists: one instance a stream, asleep when there is nothing to do.</summary>
/// <remarks>
/// <para>
/// Each turn is an execution of its own (continue-as-new), so the history stays short. Wake-ups that came during a turn are let go at its
/// end: the next one begins by looking for itself, and what a wake-up told of was stored before it was sent.
/// </para>
/// <para>
/// A wake-up that never came, because a process died between a segment and its wake-up, is made up for by a timer that runs soon after a
/// stream was busy, and ever more seldom while it is quiet; a stream that is watched is looked at often enough for silence to be noticed. A
/// turn that fails is told in the custom status, and tried again.
/// </para>
/// </remarks>
public sealed class RollUpStream : IOrchestrator<RollUpTurn, RollUpTurn>
{
    /// <summary>The event that says: there are new segments. Its payload means nothing.</summary>
    public const string WakeUp = "wake-up";

    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<RollUpTurn, RollUpTurn> Name = new(nameof(RollUpStream));

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CompactEvery = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Naps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
    ];

    /// <summary>The instance that rolls up a stream.</summary>
    public static string InstanceId(string stream) => $"stream-{stream}";

    /// <inheritdoc/>
    public async Task<RollUpTurn> RunAsync(IOrchestrationContext context, RollUpTurn input)
    {
        var turn = input;
        try
        {
            var step = await context.CallActivityAsync(PlanRollUp.Name, new(input.Stream), RetryPolicy.Transient);
            if (step.IsGone)
            {
                return turn;
            }

            var compaction = CompactAsync(context, turn);
            if (step.Parts > 0)
            {
                await ApplyAsync(context, input.Stream, step);
                turn = turn with { QuietTurns = 0 };
            }

            if (step.Silence is { } silence)
            {
                await context.JudgeWindowsAsync(input.Stream, silence.From, silence.Through, isByClock: true);
            }

            turn = turn with { CompactAt = await compaction };
            if (!step.HasMore && turn.CompactAt > context.UtcNow())
            {
                turn = await SleepAsync(context, turn, step.Silence?.LookAgainAt);
            }
        }
        catch (TaskFailedException exception)
        {
            context.SetCustomStatus(new RollUpFailure(exception.Message));
            await context.CreateTimer(AfterFailure);
        }

        context.ContinueAsNew(turn, preserveUnprocessedEvents: false);
        return turn;
    }

    /// <summary>Merges some small segments when it is time.</summary>
    /// <returns>When it is time again.</returns>
    private static async Task<DateTimeOffset> CompactAsync(IOrchestrationContext context, RollUpTurn turn)
    {
        if ((turn.CompactAt ?? DateTimeOffset.MaxValue) > context.UtcNow())
        {
            return turn.CompactAt ?? (context.UtcNow() + CompactEvery);
        }

        try
        {
            var compacted = await context.CallActivityAsync(CompactSegments.Name, new(turn.Stream), RetryPolicy.Transient);
            return compacted.HasMore ? context.UtcNow() : context.UtcNow() + CompactEvery;
        }
        catch (TaskFailedException exception)
        {
            // Segments that stay small are no reason not to apply new ones.
            context.SetCustomStatus(new RollUpFailure(exception.Message));
            return context.UtcNow() + CompactEvery;
        }
    }

    private static async Task ApplyAsync(IOrchestrationContext context, string stream, RollUpStep step)
    {
        var parts = Enumerable.Range(0, step.Parts)
            .Select(part => context.CallActivityAsync(AggregateSegment.Name, new(stream, step.Position, part), RetryPolicy.Transient))
            .ToList();
        var results = new RollUpResults(stream, step.Position, await Task.WhenAll(parts));
        var applied = await context.CallActivityAsync(ApplyRollUp.Name, results, RetryPolicy.Transient);
        await context.JudgeWindowsAsync(stream, applied.ClosedFrom, applied.ClosedThrough);
        if (applied.HasHourEnded)
        {
            await context.CallActivityAsync(CompactWindows.Name, new(stream), RetryPolicy.Transient);
        }
    }

    private static async Task<RollUpTurn> SleepAsync(IOrchestrationContext context, RollUpTurn turn, DateTimeOffset? until)
    {
        var nap = Naps[Math.Min(turn.QuietTurns, Naps.Length - 1)];
        if (until - context.UtcNow() is { } most && most < nap)
        {
            nap = most > Naps[0] ? most : Naps[0];
        }

        try
        {
            await context.WaitForExternalEvent<bool>(WakeUp, nap);
            return turn with { QuietTurns = 0 };
        }
        catch (TaskCanceledException)
        {
            return turn with { QuietTurns = turn.QuietTurns + 1 };
        }
    }
}
