namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>What makes a loader give up (VipsFailOn).</summary>
internal enum VipsFailOn
{
    /// <summary>Errors of the decoder.</summary>
    Error = 2,

    /// <summary>Warnings too: anything in the data that is not as it should be.</summary>
    Warning = 3,
}
