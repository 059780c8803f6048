namespace FunctionApp.Core.Images.Engines;

/// <summary>Decoded pixels: 8 bits each of red, green, blue and alpha (not premultiplied), sRGB, row after row, upright.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Pixels">Width * Height * 4 bytes.</param>
public sealed record RgbaImage(int Width, int Height, byte[] Pixels);
