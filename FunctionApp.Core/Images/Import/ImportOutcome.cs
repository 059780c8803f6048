namespace FunctionApp.Core.Images.Import;

/// <summary>One URL of an import, and what became of it.</summary>
/// <param name="Url">The URL as it was given.</param>
/// <param name="Result">What became of it.</param>
/// <param name="ImageId">The image; null when none was fetched.</param>
/// <param name="Reason">Why there is no image, or why it was rejected or failed; null otherwise.</param>
public sealed record ImportOutcome(string Url, ImportResult Result, string? ImageId = null, string? Reason = null);
