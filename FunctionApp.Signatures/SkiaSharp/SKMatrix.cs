#nullable disable

namespace SkiaSharp;

public struct SKMatrix
{
    public SKMatrix(float scaleX, float skewX, float transX, float skewY, float scaleY, float transY, float persp0, float persp1, float persp2) => throw null;
}
