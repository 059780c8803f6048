namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What became of a part of a report.</summary>
/// <param name="Refusal">Why the report cannot be made; null when all is well.</param>
public sealed record ReportStep(string? Refusal = null);
