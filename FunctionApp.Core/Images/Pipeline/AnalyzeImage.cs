using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Looks at a small upright preview: colours, hashes, sharpness, exposure.</summary>
public sealed class AnalyzeImage(OriginalReader originals, ImageEngines engines, TimeProvider time) : IActivity<ImageJob, AnalysisResult>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ImageJob, AnalysisResult> Name = new(nameof(AnalyzeImage));

    /// <summary>The preview's longer side in pixels: fixed, so that measures can be compared between images.</summary>
    private const int PreviewSide = 256;

    /// <inheritdoc/>
    public async Task<AnalysisResult> RunAsync(ImageJob input, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();

        using var original = await originals.ReadAsync(input, cancellationToken);
        var decoded = await engines.DecodePreviewAsync(original.Memory, PreviewSide, cancellationToken);

        return decoded.TryGetValue(out var preview, out var rejection)
            ? new(ImageAnalyzer.Analyze(preview), Rejection: null, time.ElapsedMs(started))
            : new(Analysis: null, rejection, time.ElapsedMs(started));
    }
}
