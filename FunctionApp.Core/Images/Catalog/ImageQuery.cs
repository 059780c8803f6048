namespace FunctionApp.Core.Images.Catalog;

/// <summary>Which images to list, newest first.</summary>
public sealed record ImageQuery
{
    /// <summary>Images in a page, 1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Token of the page before; null for the first.</summary>
    public string? Continuation { get; init; }

    /// <summary>Only this state; null means all.</summary>
    public ImageStatus? Status { get; init; }

    /// <summary>Only images with this label, in any case; null means all.</summary>
    public string? Label { get; init; }

    /// <summary>Only images with a palette colour near this one, <c>#rrggbb</c>; null means all.</summary>
    public string? Color { get; init; }
}
