using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Images.Labels;

/// <summary>What one request to the vision service met.</summary>
/// <param name="Verdict">What it says of the service.</param>
/// <param name="Labels">What the service sees; null when it did not say.</param>
/// <param name="Refusal">Why the service does not take the image; null when that is not it.</param>
/// <param name="Trouble">Why neither, for operators; null when one of the two.</param>
internal sealed record VisionReply(CallVerdict Verdict, ImageLabels? Labels = null, string? Refusal = null, string? Trouble = null)
{
    /// <summary>The service cannot do its work now.</summary>
    public static VisionReply Failed(CallVerdict verdict) => new(verdict, Trouble: verdict.Reason);
}
