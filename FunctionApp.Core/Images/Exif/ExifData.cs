namespace FunctionApp.Core.Images.Exif;

/// <summary>What a camera wrote into an image. Null is what it did not write, or wrote wrongly.</summary>
public sealed record ExifData
{
    /// <summary>The camera's maker.</summary>
    public string? CameraMake { get; init; }

    /// <summary>The camera's model.</summary>
    public string? CameraModel { get; init; }

    /// <summary>The lens's model.</summary>
    public string? Lens { get; init; }

    /// <summary>Exposure time in seconds, the way cameras show it: <c>1/250</c>, <c>0.5</c>, <c>30</c>.</summary>
    public string? ExposureTime { get; init; }

    /// <summary>The aperture's f-number, 2 decimals.</summary>
    public double? FNumber { get; init; }

    /// <summary>Sensitivity (ISO speed).</summary>
    public int? Iso { get; init; }

    /// <summary>The lens's real focal length in millimetres, 2 decimals.</summary>
    public double? FocalLengthMm { get; init; }

    /// <summary>
    /// When the picture was taken, in local time, with the offset from UTC if the camera knew it (ISO 8601): <c>2026-06-21T21:14:03</c> or
    /// <c>2026-06-21T21:14:03+02:00</c>.
    /// </summary>
    public string? TakenAt { get; init; }

    /// <summary>The firmware or program that wrote the file.</summary>
    public string? Software { get; init; }

    /// <summary>Where the picture was taken; only when asked for.</summary>
    public GpsPosition? Gps { get; init; }
}
