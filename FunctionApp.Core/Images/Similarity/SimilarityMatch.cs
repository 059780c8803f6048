using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images.Similarity;

/// <summary>An image that looks like another.</summary>
/// <param name="Image">Its manifest.</param>
/// <param name="Distance">How many of the 64 bits of their perceptual hashes differ; see <see cref="Analysis.PerceptualHash"/>.</param>
public sealed record SimilarityMatch(ImageManifest Image, int Distance);
