using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

public abstract class TaskOrchestrationContext
{
    public abstract TaskName Name { get; }
    public abstract string InstanceId { get; }
    public abstract ParentOrchestrationInstance? Parent { get; }
    public abstract DateTime CurrentUtcDateTime { get; }
    public abstract bool IsReplaying { get; }
    protected abstract ILoggerFactory LoggerFactory { get; }
    public abstract T? GetInput<T>();
    public abstract Guid NewGuid();
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);
    public abstract void SendEvent(string instanceId, string eventName, object payload);
    public abstract void SetCustomStatus(object? customStatus);
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => throw null!;
}
