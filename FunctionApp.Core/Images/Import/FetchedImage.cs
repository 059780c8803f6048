namespace FunctionApp.Core.Images.Import;

/// <summary>What came of fetching an image. Failures that a web of strangers must be expected to have are values.</summary>
public sealed record FetchedImage
{
    /// <summary>The image, its bytes durable; null when there is none.</summary>
    public ImageJob? Job { get; init; }

    /// <summary>False when the image is finished already.</summary>
    public bool NeedsWork { get; init; }

    /// <summary>Why there is no image; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it may be there later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asks to be left alone, in seconds; null when it does not ask.</summary>
    public double? RetryAfterSeconds { get; init; }
}
