namespace FunctionApp.Core.Images.Intake;

/// <summary>What became of a submitted image.</summary>
/// <param name="ImageId">The image's id.</param>
/// <param name="InstanceId">The orchestration that processes it, or has processed it.</param>
/// <param name="IsNew">False when the image was known already.</param>
public sealed record ImageSubmission(string ImageId, string InstanceId, bool IsNew);
