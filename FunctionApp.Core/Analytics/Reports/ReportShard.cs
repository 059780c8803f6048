namespace FunctionApp.Core.Analytics.Reports;

/// <summary>A part of the work on a report: the input of <see cref="AggregateShard"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Index">Which shard of its plan.</param>
public sealed record ReportShard(string Stream, string ReportId, int Index);
