namespace FunctionApp.Core.Costs;

/// <summary>This month so far, on one platform.</summary>
/// <param name="Platform">The platform's id.</param>
/// <param name="Currency">ISO 4217 code of every amount.</param>
/// <param name="From">Since when (UTC).</param>
/// <param name="SoFar">Cost since then, before free grants.</param>
/// <param name="PerDay">The same for a day, at this month's pace so far.</param>
/// <param name="PerMonth">Cost of 30 days at that pace, after free grants.</param>
/// <param name="IsComplete">Whether everything that was used has a price.</param>
public sealed record MonthToDate(
    string Platform, string Currency, DateTimeOffset From, decimal SoFar, decimal PerDay, decimal PerMonth, bool IsComplete);
