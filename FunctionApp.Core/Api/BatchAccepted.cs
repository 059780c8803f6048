namespace FunctionApp.Core.Api;

/// <summary>The answer to a batch.</summary>
/// <param name="InstanceId">The parent orchestration; its custom status tells the progress.</param>
/// <param name="StatusUrl">Where to see it.</param>
public sealed record BatchAccepted(string InstanceId, string StatusUrl);
