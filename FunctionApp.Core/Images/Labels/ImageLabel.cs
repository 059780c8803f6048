namespace FunctionApp.Core.Images.Labels;

/// <summary>A word for what is in a picture.</summary>
/// <param name="Name">The word, in the configured language.</param>
/// <param name="Confidence">How sure the service is, 0 to 1.</param>
public sealed record ImageLabel(string Name, double Confidence);
