namespace FunctionApp.Local.Blobs;

/// <summary>The file beside a blob that holds what the blob's own file cannot say.</summary>
/// <param name="Name">The blob, for people who look.</param>
/// <param name="Versions">The newest version, and the one it replaced.</param>
internal sealed record PropertySheet(string Name, IReadOnlyList<VersionProperties> Versions);
