namespace FunctionApp.Core.Images.Engines;

/// <summary>What an engine can do, so that the first one in configured order that fits does the job.</summary>
/// <param name="Inputs">Formats it reads.</param>
/// <param name="Outputs">Formats it writes.</param>
/// <param name="Fits">Ways of fitting a box it knows.</param>
public sealed record ImageEngineCapabilities(
    IReadOnlySet<ImageFormat> Inputs, IReadOnlySet<ImageFormat> Outputs, IReadOnlySet<ImageFit> Fits)
{
    /// <summary>Whether the engine can make a rendition, given that it can read the image.</summary>
    public bool CanRender(RenditionSpec spec) => Outputs.Contains(spec.Format) && Fits.Contains(spec.Fit);
}
