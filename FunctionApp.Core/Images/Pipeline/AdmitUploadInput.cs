namespace FunctionApp.Core.Images.Pipeline;

/// <summary>An uploaded blob to admit.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Presets">Names of the presets to render; empty means all.</param>
public sealed record AdmitUploadInput(string Name, IReadOnlyList<string> Presets);
