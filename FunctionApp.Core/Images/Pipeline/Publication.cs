using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>A manifest to publish.</summary>
/// <param name="Manifest">The manifest, without its cost.</param>
/// <param name="Steps">What the activities used that led to it; null while the image is in work.</param>
public sealed record Publication(ImageManifest Manifest, IReadOnlyList<StepUsage>? Steps = null);
