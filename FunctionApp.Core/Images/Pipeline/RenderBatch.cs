using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Renditions to make in one activity, from one decode.</summary>
/// <param name="Job">The image.</param>
/// <param name="Specs">What to make.</param>
public sealed record RenderBatch(ImageJob Job, IReadOnlyList<RenditionSpec> Specs);
