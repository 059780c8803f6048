namespace FunctionApp.Core.Images;

/// <summary>The blob containers of the image pipeline.</summary>
public static class ImageContainers
{
    /// <summary>Where users drop files; every version of a blob here becomes an image.</summary>
    public const string Uploads = "uploads";

    /// <summary>The uploaded bytes, named by image id. Never changed.</summary>
    public const string Originals = "originals";

    /// <summary>What was made of them: <c>{imageId}/{rendition}</c>.</summary>
    public const string Renditions = "renditions";

    /// <summary>What is known of them: <c>{imageId}.json</c>.</summary>
    public const string Manifests = "manifests";

    /// <summary>What the vision service said of them: <c>{imageId}/{features}.json</c>.</summary>
    public const string Labels = "labels";

    /// <summary>An index of the manifests, newest first.</summary>
    public const string Catalog = "catalog";

    /// <summary>An index of the perceptual hashes of completed images, newest first.</summary>
    public const string Similarity = "similarity";
}
