namespace FunctionApp.Core.Images.Labels;

/// <summary>An image to complete with labels: the input of <see cref="FillLabels"/>.</summary>
/// <param name="Job">The image.</param>
/// <param name="StartAt">When to begin (UTC): before that the vision service is not to be asked.</param>
/// <param name="GiveUpAt">When the image is left without (UTC).</param>
public sealed record FillLabelsJob(ImageJob Job, DateTimeOffset StartAt, DateTimeOffset GiveUpAt);
