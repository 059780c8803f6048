#nullable disable

namespace SkiaSharp;

public class SKPaint : SKObject
{
}
