using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs;

/// <summary>A part of the usage, and what it would cost by itself: executions that overlap are not divided, and nothing is free.</summary>
/// <param name="Name">Whose part.</param>
/// <param name="Amount">Cost in the platform's currency, before free grants.</param>
/// <param name="UnitAmount">Cost of one unit: of an image, or of a million events; null where there is no unit, or none was seen.</param>
/// <param name="Unit">What a unit is: <c>image</c> or <c>million events</c>; null where there is none.</param>
/// <param name="Usage">What was used.</param>
public sealed record CostShare(string Name, decimal Amount, decimal? UnitAmount, string? Unit, UsageTotals Usage);
