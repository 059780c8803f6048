using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs.Records;

/// <summary>What one instance has to add to a day.</summary>
/// <param name="Writer">The instance.</param>
/// <param name="Sequence">Counts its additions from 1.</param>
/// <param name="From">Since when it was gathered (UTC).</param>
/// <param name="To">Until when (UTC).</param>
/// <param name="Usage">What was used.</param>
internal sealed record UsageAddition(string Writer, long Sequence, DateTimeOffset From, DateTimeOffset To, UsageDelta Usage);
