namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What an orchestrator has to know of a <see cref="ReportPlan"/>.</summary>
/// <param name="Shards">How many shards there are.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record PlannedReport(int Shards, long Bytes);
