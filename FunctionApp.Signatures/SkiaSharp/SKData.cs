#nullable disable

namespace SkiaSharp;

public class SKData : SKObject
{
    public IntPtr Data => throw null;
    public long Size => throw null;
    public static SKData Create(IntPtr address, int length) => throw null;
}
