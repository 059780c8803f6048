using System.Text.Json;
using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using RetryPolicy = FunctionApp.Core.Orchestration.RetryPolicy;
using SubOrchestrationOptions = FunctionApp.Core.Orchestration.SubOrchestrationOptions;

namespace FunctionApp.Adapters.Durable;

/// <summary>The orchestration context over Durable Functions': the same methods, with failures in the port's terms.</summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    /// <summary>The most that every backend shows of a custom status, as JSON.</summary>
    private const int MaxCustomStatusBytes = 16 * 1024;

    /// <summary>Whether this execution ends only to begin again.</summary>
    public bool HasContinuedAsNew { get; private set; }

    /// <inheritdoc/>
    public string Name => context.Name.Name;

    /// <inheritdoc/>
    public string InstanceId => context.InstanceId;

    /// <inheritdoc/>
    public string? ParentInstanceId => context.Parent?.InstanceId;

    /// <inheritdoc/>
    public DateTime CurrentUtcDateTime => context.CurrentUtcDateTime;

    /// <inheritdoc/>
    public bool IsReplaying => context.IsReplaying;

    /// <inheritdoc/>
    public TInput? GetInput<TInput>() => context.GetInput<TInput>();

    /// <inheritdoc/>
    public Guid NewGuid() => context.NewGuid();

    /// <inheritdoc/>
    public Task<TOutput> CallActivityAsync<TInput, TOutput>(ActivityName<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
        => InPortTermsAsync(context.CallActivityAsync<TOutput>(activity.Value, input, new TaskOptions(Retry(retry))));

    /// <inheritdoc/>
    public Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null)
        => InPortTermsAsync(context.CallSubOrchestratorAsync<TOutput>(
            orchestrator.Value,
            input,
            new Microsoft.DurableTask.SubOrchestrationOptions(Retry(options?.Retry), options?.InstanceId)));

    /// <inheritdoc/>
    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken = default) => context.CreateTimer(fireAt, cancellationToken);

    /// <inheritdoc/>
    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
        => (await context.WaitForExternalEvent<T>(eventName, cancellationToken))!;

    /// <inheritdoc/>
    public void SendEvent<T>(string instanceId, string eventName, T payload) => context.SendEvent(instanceId, eventName, payload!);

    /// <inheritdoc/>
    public void SetCustomStatus<T>(T? status)
    {
        if (JsonSerializer.SerializeToUtf8Bytes(status, JsonSerializerOptions.Web).Length > MaxCustomStatusBytes)
        {
            throw new ArgumentException($"A custom status has at most {MaxCustomStatusBytes} bytes of JSON.", nameof(status));
        }

        context.SetCustomStatus(status);
    }

    /// <inheritdoc/>
    public void ContinueAsNew<T>(T input, bool preserveUnprocessedEvents = true)
    {
        HasContinuedAsNew = true;
        context.ContinueAsNew(input, preserveUnprocessedEvents);
    }

    /// <inheritdoc/>
    public ILogger CreateReplaySafeLogger(string categoryName) => context.CreateReplaySafeLogger(categoryName);

    private static TaskRetryOptions? Retry(RetryPolicy? policy) => policy is null ? null : new TaskRetryOptions(policy.ToDurable());

    private static async Task<T> InPortTermsAsync<T>(Task<T> task)
    {
        try
        {
            return await task;
        }
        catch (Microsoft.DurableTask.TaskFailedException exception)
        {
            throw exception.ToTaskFailed();
        }
    }
}
