namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>The colour spaces (VipsInterpretation) that the engine tells apart or asks for.</summary>
internal enum VipsInterpretation
{
    /// <summary>Grey, 8 bits.</summary>
    Grey = 1,

    /// <summary>Cyan, magenta, yellow, black.</summary>
    Cmyk = 15,

    /// <summary>Standard red, green, blue; 8 bits.</summary>
    Srgb = 22,
}
