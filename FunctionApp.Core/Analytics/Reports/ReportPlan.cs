namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How the work on a report is divided.</summary>
/// <param name="Job">The report.</param>
/// <param name="Division">Stands for how the bytes are divided: the pieces of the shards are kept under it.</param>
/// <param name="Shards">How many shards there are.</param>
/// <param name="Segments">Segments in all.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record ReportPlan(ReportJob Job, string Division, int Shards, int Segments, long Bytes);
