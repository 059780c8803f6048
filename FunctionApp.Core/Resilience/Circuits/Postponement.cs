namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>A call that was not made, or did not succeed, and may be made again later: an expected answer, never an exception.</summary>
/// <param name="Circuit">The circuit's name.</param>
/// <param name="Until">When to try again (UTC). Callers are told different moments, so that they do not come all at once.</param>
/// <param name="Reason">One sentence for operators.</param>
public sealed record Postponement(string Circuit, DateTimeOffset Until, string Reason);
