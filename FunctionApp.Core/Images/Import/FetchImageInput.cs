namespace FunctionApp.Core.Images.Import;

/// <summary>An image to fetch.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Presets">Names of the presets to render; empty means all.</param>
public sealed record FetchImageInput(string Url, IReadOnlyList<string> Presets);
