namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What an orchestrator has to know of a <see cref="ReportPlan"/>.</summary>
/// <param name="Shards">How many shards there are.</param>
/// <param name="Bytes">Bytes in all.</param>
/// <param name="Behind">
/// Segments that were there when the report was asked for, and that the roll-up has not applied yet; then there is no plan. Only when they are
/// applied it is known which of their events are repetitions.
/// </param>
public sealed record PlannedReport(int Shards, long Bytes, int Behind = 0);
