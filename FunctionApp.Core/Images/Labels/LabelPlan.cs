namespace FunctionApp.Core.Images.Labels;

/// <summary>How long to wait for labels.</summary>
/// <param name="Deadline">How long the image is held up at most.</param>
/// <param name="FillFor">How long to go on trying after that.</param>
public sealed record LabelPlan(TimeSpan Deadline, TimeSpan FillFor);
