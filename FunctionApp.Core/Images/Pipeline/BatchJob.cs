namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Images to process together: the input of <see cref="ProcessBatch"/>.</summary>
public sealed record BatchJob
{
    /// <summary>Every blob in <see cref="ImageContainers.Uploads"/> whose name starts with this.</summary>
    public required string Prefix { get; init; }

    /// <summary>Names of the presets to render; empty means all.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>Images in work at the same time.</summary>
    public required int Window { get; init; }

    /// <summary>Whether any subscription wants to know when the batch is through.</summary>
    public bool Notify { get; init; }

    /// <summary>The webhook that the request named, as an endpoint's id; null when it named none.</summary>
    public string? Webhook { get; init; }

    /// <summary>Where to go on listing; null at the beginning.</summary>
    public string? Continuation { get; init; }

    /// <summary>What has been done before this page.</summary>
    public BatchProgress Progress { get; init; } = new();
}
