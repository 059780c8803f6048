namespace FunctionApp.Core.Images;

/// <summary>One image to process: the input of <see cref="Pipeline.ProcessImage"/>.</summary>
public sealed record ImageJob
{
    /// <summary>The image's id; see <see cref="Images.ImageId"/>.</summary>
    public required string ImageId { get; init; }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name the uploader gave.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Format by the first bytes; null when they are those of no image we know.</summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Names of the presets to render; empty means all.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>Whether any subscription wants to know how the image ends.</summary>
    public bool Notify { get; init; }

    /// <summary>The webhook that the request named, as an endpoint's id; null when it named none.</summary>
    public string? Webhook { get; init; }

    /// <summary>When the image was accepted (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
}
