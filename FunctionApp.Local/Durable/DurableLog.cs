namespace FunctionApp.Local.Durable;

/// <summary>What the embedded engine logs.</summary>
internal static partial class DurableLog
{
    [LoggerMessage(1, LogLevel.Warning, "A transaction of the orchestration store failed; the engine's own changes will be tried again.")]
    public static partial void CommitFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A step of {InstanceId} was dropped: its lease was lost, and another worker has it.")]
    public static partial void StepLeaseLost(ILogger logger, string instanceId);

    [LoggerMessage(3, LogLevel.Warning, "A result of activity {Name} of {InstanceId} was dropped: its lease was lost, or nobody waits for it.")]
    public static partial void ActivityLeaseLost(ILogger logger, string name, string instanceId);

    [LoggerMessage(4, LogLevel.Error, "A step of {InstanceId} could not be carried out; it will be tried again when its lease ends.")]
    public static partial void StepFailed(ILogger logger, string instanceId, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The result of activity {Name} of {InstanceId} could not be stored; it will run again when its lease ends.")]
    public static partial void ActivityNotStored(ILogger logger, string name, string instanceId, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "Activity {Name} of {InstanceId} failed.")]
    public static partial void ActivityFailed(ILogger logger, string name, string instanceId, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "{Count} activities did not stop when they were told to; they were handed back, and run again at the next start.")]
    public static partial void ActivitiesAbandoned(ILogger logger, int count);
}
