namespace FunctionApp.Core.Api;

/// <summary>An image that looks like the one asked about.</summary>
/// <param name="ImageId">The image's id.</param>
/// <param name="Distance">How many of the 64 bits of the perceptual hashes differ: 0 the same picture, up to about 10 versions of it, about 32 chance.</param>
/// <param name="Name">The name its uploader gave.</param>
/// <param name="ManifestUrl">Where its manifest is.</param>
public sealed record SimilarImage(string ImageId, int Distance, string Name, string ManifestUrl);
