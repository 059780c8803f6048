namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What is left to publish: the input of <see cref="PublishReport"/>.</summary>
/// <param name="Job">The report.</param>
/// <param name="Level">The level of the tree whose only part has everything.</param>
/// <param name="Refusal">Why there is no such part; null when there is one.</param>
public sealed record ReportConclusion(ReportJob Job, int Level, string? Refusal);
