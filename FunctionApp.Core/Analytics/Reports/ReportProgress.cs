namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How far a report is: the custom status of its orchestration.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Shards">Shards in all; 0 while it is being planned.</param>
/// <param name="Aggregated">Shards that are read.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record ReportProgress(ReportPhase Phase, int Shards = 0, int Aggregated = 0, long Bytes = 0);
