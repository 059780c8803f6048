namespace FunctionApp.Core.Api;

/// <summary>The body of <c>POST /images/batches</c>.</summary>
/// <param name="Prefix">Process every blob in the uploads container whose name starts with this; empty means all.</param>
/// <param name="Presets">Names of the presets to render; null means all.</param>
/// <param name="Webhook">A URL to tell when the batch is through; null means none.</param>
public sealed record BatchRequest(string? Prefix = null, IReadOnlyList<string>? Presets = null, string? Webhook = null);
