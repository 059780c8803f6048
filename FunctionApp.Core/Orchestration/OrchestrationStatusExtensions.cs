namespace FunctionApp.Core.Orchestration;

/// <summary>Questions about an <see cref="OrchestrationStatus"/>.</summary>
public static class OrchestrationStatusExtensions
{
    /// <summary>True when the instance is finished and will not change unless it is restarted or rewound.</summary>
    public static bool IsTerminal(this OrchestrationStatus status)
        => status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}
