namespace FunctionApp.Core.Images.Catalog;

/// <summary>Where the time went. Milliseconds.</summary>
/// <param name="InspectMs">Reading the header and the metadata.</param>
/// <param name="AnalyzeMs">Colours, hashes and exposure.</param>
/// <param name="RenderMs">Decoding, scaling, encoding and storing; summed over activities, which run side by side.</param>
/// <param name="TotalMs">From acceptance to the finished manifest, waiting included.</param>
public sealed record ImageTimings(double InspectMs, double AnalyzeMs, double RenderMs, double TotalMs);
