namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Which uploaded blobs to list.</summary>
/// <param name="Prefix">Names start with this.</param>
/// <param name="Continuation">Where to go on; null at the beginning.</param>
public sealed record UploadPageQuery(string Prefix, string? Continuation);
