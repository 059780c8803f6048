namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>What became of a part, besides its windows, which are in a blob.</summary>
/// <param name="Late">Events whose window was closed.</param>
/// <param name="LastEvent">Time of the latest event; null when there are none.</param>
public sealed record AggregatedPart(long Late, DateTimeOffset? LastEvent);
