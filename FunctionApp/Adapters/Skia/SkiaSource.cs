using System.Buffers;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>An encoded image whose header Skia has read. The bytes are used where they are, and stay pinned until disposed.</summary>
internal sealed class SkiaSource : IDisposable
{
    private readonly MemoryHandle _pin;
    private readonly SKData _data;

    private SkiaSource(MemoryHandle pin, SKData data, SKCodec codec, ImageFormat format)
    {
        _pin = pin;
        _data = data;
        Codec = codec;
        Format = format;
    }

    /// <summary>The decoder.</summary>
    public SKCodec Codec { get; }

    /// <summary>The format by content.</summary>
    public ImageFormat Format { get; }

    /// <summary>What the header says.</summary>
    public ImageProbe Probe
    {
        get
        {
            var info = Codec.Info;
            var upright = Codec.EncodedOrigin.Upright(info.Width, info.Height);
            return new()
            {
                Format = Format,
                Width = upright.Width,
                Height = upright.Height,
                Orientation = (int)Codec.EncodedOrigin,
                Frames = Math.Max(1, Codec.FrameCount),
                HasAlpha = info.AlphaType != SKAlphaType.Opaque,
                HasProfile = info.ColorSpace is { IsSrgb: false },
            };
        }
    }

    /// <summary>Reads the header of an image whose format is known; null when Skia cannot.</summary>
    public static unsafe SkiaSource? Open(ReadOnlyMemory<byte> source, ImageFormat format)
    {
        var pin = source.Pin();
        var data = SKData.Create((nint)pin.Pointer, source.Length);
        if (SKCodec.Create(data) is { } codec)
        {
            return new(pin, data, codec, format);
        }

        data.Dispose();
        pin.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Codec.Dispose();
        _data.Dispose();
        _pin.Dispose();
    }
}
