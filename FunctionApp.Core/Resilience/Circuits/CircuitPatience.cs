namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>How long an orchestration waits for a service behind a circuit.</summary>
/// <param name="Deadline">When it gives up (UTC): no call begins later.</param>
/// <param name="MaxWait">The longest it sleeps before it looks again.</param>
public sealed record CircuitPatience(DateTimeOffset Deadline, TimeSpan MaxWait)
{
    /// <summary>Over how long the sleepers that were told the same moment are spread.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromSeconds(1);
}
