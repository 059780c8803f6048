namespace FunctionApp.Core.Costs;

/// <summary>Usage without a price.</summary>
/// <param name="Component">What is used.</param>
/// <param name="Reason">Why it has no price here.</param>
public sealed record MissingPrice(string Component, string Reason);
