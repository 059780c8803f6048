namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Some names of uploaded blobs.</summary>
/// <param name="Names">The blobs' names.</param>
/// <param name="Continuation">Where to go on; null at the end.</param>
public sealed record UploadPage(IReadOnlyList<string> Names, string? Continuation);
