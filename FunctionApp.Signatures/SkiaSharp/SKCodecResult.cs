#nullable disable

namespace SkiaSharp;

public enum SKCodecResult
{
    Success = 0,
    IncompleteInput = 1,
}
