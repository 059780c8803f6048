namespace FunctionApp.Core.Images;

/// <summary>Why an image cannot be used: an expected answer, never an exception.</summary>
/// <param name="Kind">The class of failure.</param>
/// <param name="Message">One sentence for the uploader, with the engine's own words where they help.</param>
public sealed record ImageFailure(ImageFailureKind Kind, string Message);
