using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>What <see cref="RenderImage"/> made.</summary>
/// <param name="Renditions">The stored renditions; empty when rejected.</param>
/// <param name="Rejection">Why the pixels cannot be used; null when they can.</param>
/// <param name="ElapsedMs">How long it took, in milliseconds.</param>
public sealed record RenderResult(IReadOnlyList<Rendition> Renditions, ImageFailure? Rejection, double ElapsedMs)
{
    /// <summary>What it used; null when nobody measures.</summary>
    public StepUsage? Usage { get; init; }
}
