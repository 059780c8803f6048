namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>A part of a roll-up: some segments of its plan.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Position">Which roll-up.</param>
/// <param name="Part">Which part of it, from 0.</param>
public sealed record RollUpPart(string Stream, long Position, int Part);
