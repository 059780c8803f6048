using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images;

/// <summary>What an event says of an image; its manifest says the rest.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="InstanceId">The orchestration that made it.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Reason">Why it was rejected or failed; null otherwise.</param>
/// <param name="Name">The name the uploader gave.</param>
public sealed record ImageNotice(string ImageId, string InstanceId, ImageStatus Status, string? Reason, string Name)
{
    /// <summary>What is said of an image.</summary>
    public static ImageNotice Of(ImageManifest manifest)
        => new(manifest.ImageId, manifest.InstanceId, manifest.Status, manifest.Reason, manifest.Source.Name);
}
