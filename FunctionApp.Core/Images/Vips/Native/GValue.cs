using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>GObject's typed value (GValue), by which properties are set and read.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    /// <summary>Fundamental GTypes: their number shifted left by two bits.</summary>
    public const nuint Boolean = 5 << 2, Int = 6 << 2, Double = 15 << 2, String = 16 << 2;

    private readonly nuint _type;
    private readonly long _data0;
    private readonly long _data1;

    /// <summary>An empty value of a type; free it with <see cref="Unset"/>.</summary>
    public GValue(nuint type)
    {
        LibVips.ValueInit(ref this, type);
    }

    /// <summary>Frees what the value holds.</summary>
    public void Unset() => LibVips.ValueUnset(ref this);
}
