namespace FunctionApp.Core.Api.Summary;

/// <summary>What waits to be done. A number that the backend cannot tell is left out.</summary>
/// <param name="WaitingActivities">Activities that nobody runs yet.</param>
/// <param name="RunningActivities">Activities that are run.</param>
/// <param name="WaitingTurns">Orchestrations that could go on and have not been.</param>
/// <param name="OldestOrchestrationSeconds">How long the oldest unfinished orchestration has been going on, those that are meant to last left aside; left out when there is none.</param>
public sealed record BacklogSummary(long? WaitingActivities, long? RunningActivities, long? WaitingTurns, double? OldestOrchestrationSeconds);
