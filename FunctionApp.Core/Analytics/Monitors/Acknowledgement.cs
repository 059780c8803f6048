namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>That somebody has seen an alert.</summary>
/// <param name="By">Who; null when they do not say.</param>
/// <param name="Note">What they think of it; null when they do not say.</param>
public sealed record Acknowledgement(string? By = null, string? Note = null)
{
    /// <summary>The most characters of each text.</summary>
    public const int MaxLength = 500;
}
