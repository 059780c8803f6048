namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>The input of one execution of <see cref="RollUpStream"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="QuietTurns">Turns in a row in which there was nothing to do.</param>
/// <param name="CompactAt">When small segments are to be merged next (UTC); null before it is known.</param>
public sealed record RollUpTurn(string Stream, int QuietTurns = 0, DateTimeOffset? CompactAt = null);
