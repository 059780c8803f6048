using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>The most frequent values of a field.</summary>
/// <param name="Field">Its path.</param>
/// <param name="Items">The values, most frequent first, with bounds on their counts.</param>
public sealed record ReportTop(string Field, IReadOnlyList<FrequentItem> Items);
