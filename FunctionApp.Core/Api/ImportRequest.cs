namespace FunctionApp.Core.Api;

/// <summary>The body of <c>POST /images/import</c>.</summary>
/// <param name="Urls">Where the images are: public http or https URLs.</param>
/// <param name="Presets">Names of the presets to render; null means all.</param>
/// <param name="Webhook">A URL to tell when the import is through; null means none.</param>
public sealed record ImportRequest(IReadOnlyList<string?>? Urls = null, IReadOnlyList<string>? Presets = null, string? Webhook = null);
