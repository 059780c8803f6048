namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>A percentile of the values.</summary>
/// <param name="P">Which: above 0, at most 100.</param>
/// <param name="Value">So many per cent of the values are at most about this; null without values.</param>
public sealed record Percentile(double P, double? Value);
