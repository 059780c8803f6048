namespace FunctionApp.Core.Costs;

/// <summary>One charge of a platform.</summary>
/// <param name="Component">What is charged for.</param>
/// <param name="Unit">What quantities are counted in.</param>
/// <param name="Quantity">How much was used.</param>
/// <param name="Price">Price of <paramref name="Per"/> units.</param>
/// <param name="Per">How many units the price is for.</param>
/// <param name="Amount">Cost of the quantity, before the free grant.</param>
/// <param name="MonthlyQuantity">How much 30 days would use.</param>
/// <param name="FreeGrant">How much of it is free in a month.</param>
/// <param name="MonthlyAmount">Cost of 30 days, after the free grant.</param>
/// <param name="Source">Where the price is published.</param>
public sealed record CostLine(
    string Component,
    string Unit,
    decimal Quantity,
    decimal Price,
    decimal Per,
    decimal Amount,
    decimal MonthlyQuantity,
    decimal FreeGrant,
    decimal MonthlyAmount,
    Uri Source);
