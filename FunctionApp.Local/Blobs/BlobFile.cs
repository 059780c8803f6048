namespace FunctionApp.Local.Blobs;

/// <summary>A blob found on disk.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Path">Where its bytes are.</param>
/// <param name="Facts">The version seen there.</param>
internal sealed record BlobFile(string Name, string Path, FileFacts Facts);
