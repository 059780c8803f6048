namespace FunctionApp.Local.Samples;

/// <summary>How, when and where a sample claims to have been taken.</summary>
internal sealed record Shot
{
    public required string Lens { get; init; }

    public required (uint Numerator, uint Denominator) ExposureSeconds { get; init; }

    public required double FNumber { get; init; }

    public required ushort Iso { get; init; }

    public required uint FocalLengthMm { get; init; }

    /// <summary>Local time and its offset.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Degrees, north positive.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees, east positive.</summary>
    public required double Longitude { get; init; }

    public required uint AltitudeMetres { get; init; }

    /// <summary>EXIF orientation: 1 upright, 6 camera turned clockwise, 8 counterclockwise.</summary>
    public ushort Orientation { get; init; } = 1;
}
