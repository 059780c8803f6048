namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>A roll-up whose parts are all computed.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Position">Which roll-up.</param>
/// <param name="Parts">What became of the parts, in order.</param>
public sealed record RollUpResults(string Stream, long Position, IReadOnlyList<AggregatedPart> Parts);
