namespace FunctionApp.Core.Images.Labels;

/// <summary>What the vision service sees in an image.</summary>
public sealed record ImageLabels
{
    /// <summary>Words for what is in the picture, the surest first.</summary>
    public IReadOnlyList<ImageLabel> Labels { get; init => field = value ?? []; } = [];

    /// <summary>One sentence about the picture; null when not asked for.</summary>
    public string? Caption { get; init; }

    /// <summary>The text in the picture, line by line; null when not asked for or when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>How many people are in the picture; null when not asked for.</summary>
    public int? People { get; init; }
}
