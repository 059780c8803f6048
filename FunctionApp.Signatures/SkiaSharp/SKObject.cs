#nullable disable

namespace SkiaSharp;

public class SKObject : IDisposable
{
    internal SKObject()
    {
    }

    public void Dispose() => throw null;
}
