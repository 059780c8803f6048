namespace FunctionApp.Core.Images.Labels;

/// <summary>What Image Analysis 4.0 accepts, by its documentation.</summary>
internal static class VisionLimits
{
    /// <summary>The shortest side in pixels.</summary>
    public const int MinSide = 50;

    /// <summary>The longest side in pixels.</summary>
    public const int MaxSide = 16_000;

    /// <summary>The file is smaller than this, in bytes.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;
}
