using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Analysis;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>What <see cref="AnalyzeImage"/> found.</summary>
/// <param name="Analysis">Colours, hashes and exposure; null when rejected.</param>
/// <param name="Rejection">Why the pixels cannot be used; null when they can.</param>
/// <param name="ElapsedMs">How long it took, in milliseconds.</param>
public sealed record AnalysisResult(ImageAnalysis? Analysis, ImageFailure? Rejection, double ElapsedMs)
{
    /// <summary>What it used; null when nobody measures.</summary>
    public StepUsage? Usage { get; init; }
}
