namespace FunctionApp.Core.Images.Labels;

/// <summary>Labels to put into a manifest: the input of <see cref="PatchLabels"/>.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="Detection">What was found.</param>
public sealed record LabelPatch(string ImageId, LabelDetection Detection);
