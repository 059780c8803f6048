using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Colours along a line, blended smoothly from stop to stop.</summary>
internal sealed class Gradient
{
    private readonly (float At, Vector3 Color)[] _stops;

    /// <summary>Takes the stops in order, colours as 0xRRGGBB.</summary>
    public Gradient(params ReadOnlySpan<(float At, int Rgb)> stops)
    {
        _stops = new (float At, Vector3 Color)[stops.Length];
        for (var i = 0; i < stops.Length; i++)
        {
            _stops[i] = (stops[i].At, Light.Srgb(stops[i].Rgb));
        }
    }

    /// <summary>The colour at a place; before the first stop and after the last it does not change.</summary>
    public Vector3 this[float at]
    {
        get
        {
            var color = _stops[0].Color;
            for (var i = 1; i < _stops.Length && at > _stops[i - 1].At; i++)
            {
                color = Vector3.Lerp(_stops[i - 1].Color, _stops[i].Color, Light.SmoothStep(_stops[i - 1].At, _stops[i].At, at));
            }

            return color;
        }
    }
}
