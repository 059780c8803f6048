namespace FunctionApp.Core.Analytics.Reports;

/// <summary>The lines of a segment that begin within a range of bytes.</summary>
/// <param name="Segment">The segment's name.</param>
/// <param name="From">First byte, from 0.</param>
/// <param name="To">The byte after the last.</param>
public sealed record ReportPiece(string Segment, long From, long To);
