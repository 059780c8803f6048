namespace FunctionApp.Core.Api;

/// <summary>The answer to an upload.</summary>
/// <param name="ImageId">The image's id.</param>
/// <param name="InstanceId">The orchestration that processes it, or has processed it.</param>
/// <param name="StatusUrl">Where to see how the orchestration stands.</param>
/// <param name="ManifestUrl">Where the manifest is.</param>
public sealed record ImageAccepted(string ImageId, string InstanceId, string StatusUrl, string ManifestUrl);
