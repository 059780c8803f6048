namespace FunctionApp.Core.Images.Analysis;

/// <summary>How far an image's tones lie apart: the standard deviation of its luma.</summary>
/// <remarks>E. Peli, "Contrast in complex images", Journal of the Optical Society of America A 7 (1990), RMS contrast.</remarks>
internal static class Contrast
{
    /// <summary>0 (one tone) to 0.5 (half black, half white).</summary>
    public static double Of(LumaPlane luma)
    {
        var mean = Brightness.Of(luma);
        var sum = 0.0;
        foreach (var value in luma.Values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / luma.Values.Length);
    }
}
