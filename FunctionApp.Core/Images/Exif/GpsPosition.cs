namespace FunctionApp.Core.Images.Exif;

/// <summary>A place on Earth (WGS 84).</summary>
/// <param name="Latitude">Degrees, -90 (south) to 90 (north), 6 decimals.</param>
/// <param name="Longitude">Degrees, -180 (west) to 180 (east), 6 decimals.</param>
/// <param name="Altitude">Metres above sea level, 1 decimal.</param>
public sealed record GpsPosition(double Latitude, double Longitude, double? Altitude);
