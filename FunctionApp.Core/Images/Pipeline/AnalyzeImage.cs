using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Looks at a small upright preview: colours, hashes, sharpness, exposure.</summary>
public sealed class AnalyzeImage(OriginalReader originals, ImageEngines engines, TimeProvider time) : IActivity<ImageJob, AnalysisResult>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ImageJob, AnalysisResult> Name = new(nameof(AnalyzeImage));

    /// <inheritdoc/>
    public async Task<AnalysisResult> RunAsync(ImageJob input, CancellationToken cancellationToken)
    {
        using var original = await originals.ReadAsync(input, cancellationToken);
        var started = time.GetTimestamp();

        var decoded = await engines.DecodePreviewAsync(original.Memory, ImageAnalyzer.PreviewSide, cancellationToken);

        var result = decoded.TryGetValue(out var preview, out var rejection)
            ? new AnalysisResult(ImageAnalyzer.Analyze(preview), Rejection: null, time.ElapsedMs(started))
            : new AnalysisResult(Analysis: null, rejection, time.ElapsedMs(started));
        return result with { Usage = UsageScope.Current?.SoFar() };
    }
}
