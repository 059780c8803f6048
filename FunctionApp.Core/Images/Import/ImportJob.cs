namespace FunctionApp.Core.Images.Import;

/// <summary>Images to fetch and process together: the input of <see cref="ImportImages"/>.</summary>
public sealed record ImportJob
{
    /// <summary>Where the images are; judged already, and judged again when they are fetched.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Names of the presets to render; empty means all.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>Images in work at the same time.</summary>
    public required int Window { get; init; }

    /// <summary>Whether anybody wants to know when the import is over.</summary>
    public bool Notify { get; init; }

    /// <summary>The webhook that the request named, as an endpoint's id; null when it named none.</summary>
    public string? Webhook { get; init; }
}
