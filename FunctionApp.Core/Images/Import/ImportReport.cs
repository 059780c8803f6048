namespace FunctionApp.Core.Images.Import;

/// <summary>What an import did: its output.</summary>
/// <param name="Progress">The counts.</param>
/// <param name="Outcomes">One for each URL, in the order they were given.</param>
public sealed record ImportReport(ImportProgress Progress, IReadOnlyList<ImportOutcome> Outcomes);
