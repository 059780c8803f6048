namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Parts to be made one: the input of <see cref="MergeShards"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Level">The level of the tree that the parts are on; the shards' own is 0.</param>
/// <param name="First">The first part.</param>
/// <param name="Count">How many.</param>
/// <param name="Index">Which part of the next level they become.</param>
public sealed record ReportMerge(string Stream, string ReportId, int Level, int First, int Count, int Index);
