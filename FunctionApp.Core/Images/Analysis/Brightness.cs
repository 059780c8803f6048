namespace FunctionApp.Core.Images.Analysis;

/// <summary>How light an image is: the mean of its luma.</summary>
internal static class Brightness
{
    /// <summary>0 (black) to 1 (white).</summary>
    public static double Of(LumaPlane luma)
    {
        var sum = 0.0;
        foreach (var value in luma.Values)
        {
            sum += value;
        }

        return sum / luma.Values.Length;
    }
}
