using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using FunctionApp.Core.Orchestration;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using HistoryEvent = FunctionApp.Core.Orchestration.HistoryEvent;
using OrchestrationQuery = FunctionApp.Core.Orchestration.OrchestrationQuery;

namespace FunctionApp.Adapters.Durable;

/// <summary>The orchestration client over Durable Functions'.</summary>
/// <remarks>
/// Backends disagree on what a command to an absent or finished instance does: nothing, an exception, or an internal error. So the
/// state is looked at first, and the answer is the same on all of them.
/// </remarks>
internal sealed class DurableOrchestrationClient(DurableTaskClient client) : IOrchestrationClient
{
    /// <summary>How many backend pages one filtered page takes before it answers with what it found and a continuation.</summary>
    private const int MaxFilteredPages = 20;

    /// <summary>How many instances are purged at the same time.</summary>
    private const int PurgeConcurrency = 16;

    private static readonly IReadOnlyCollection<OrchestrationStatus> Finished =
        [OrchestrationStatus.Completed, OrchestrationStatus.Failed, OrchestrationStatus.Terminated];

    /// <inheritdoc/>
    public async Task<ScheduleResult> ScheduleAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var start = new StartOrchestrationOptions(options.InstanceId is { } id ? InstanceId.Require(id) : null, options.StartAt)
        {
            DedupeStatuses = options.DedupeStatuses.ToDedupeStatuses(),
        };

        try
        {
            return new(
                await CallAsync(() => client.ScheduleNewOrchestrationInstanceAsync(orchestrator.Value, input, start, cancellationToken), cancellationToken),
                Created: true);
        }
        catch (OrchestrationAlreadyExistsException) when (options.InstanceId is not null)
        {
            return new(options.InstanceId, Created: false);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists && options.InstanceId is not null)
        {
            return new(options.InstanceId, Created: false);
        }
    }

    /// <inheritdoc/>
    public async Task<OrchestrationInstance?> GetAsync(
        string instanceId, bool fetchInputsAndOutputs = true, CancellationToken cancellationToken = default)
        => InstanceId.IsValid(instanceId)
            && await CallAsync(() => client.GetInstanceAsync(instanceId, fetchInputsAndOutputs, cancellationToken), cancellationToken) is { } metadata
                ? ToInstance(metadata, fetchInputsAndOutputs)
                : null;

    /// <inheritdoc/>
    public async Task<Core.Page<OrchestrationInstance>> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken = default)
    {
        var found = new List<OrchestrationInstance>();
        var marker = ListContinuation.Unpack(nameof(ListAsync), query.Continuation);

        // Durable Task has no filter by name, so pages are read until some are found.
        for (var pages = 0; pages < MaxFilteredPages && found.Count == 0; pages++)
        {
            var page = await PageAsync(query, marker, cancellationToken);
            found.AddRange(page.Values
                .Where(metadata => query.Name is null || metadata.Name == query.Name)
                .Select(metadata => ToInstance(metadata, query.FetchInputsAndOutputs)));
            marker = page.ContinuationToken;
            if (string.IsNullOrEmpty(marker))
            {
                break;
            }
        }

        return new(found, ListContinuation.Pack(nameof(ListAsync), marker));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        if (await GetAsync(instanceId, fetchInputsAndOutputs: false, cancellationToken) is null)
        {
            return null;
        }

        var history = await CallAsync(() => client.GetOrchestrationHistoryAsync(instanceId, cancellationToken), cancellationToken);
        return [.. history.Select(DurableHistory.ToHistoryEvent).OfType<HistoryEvent>()];
    }

    /// <inheritdoc/>
    public async Task<OrchestrationInstance?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var instance = await GetAsync(instanceId, fetchInputsAndOutputs: true, cancellationToken);
        return instance is null || instance.RuntimeStatus.IsTerminal()
            ? instance
            : ToInstance(
                await CallAsync(() => client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellationToken), cancellationToken),
                withInputsAndOutputs: true);
    }

    /// <inheritdoc/>
    public Task<CommandResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default)
        => CommandAsync(
            instanceId,
            status => !status.IsTerminal(),
            () => client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => CommandAsync(
            instanceId,
            status => !status.IsTerminal(),
            () => client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason, Recursive: true), cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> SuspendAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => CommandAsync(
            instanceId,
            status => !status.IsTerminal(),
            () => client.SuspendInstanceAsync(instanceId, reason, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => CommandAsync(
            instanceId,
            status => !status.IsTerminal(),
            () => client.ResumeInstanceAsync(instanceId, reason, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<(CommandResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, CancellationToken cancellationToken = default)
    {
        string? restarted = null;
        var result = await CommandAsync(
            instanceId,
            status => status.IsTerminal(),
            async () => restarted = await client.RestartAsync(instanceId, withNewInstanceId, cancellationToken),
            cancellationToken);
        return (result, restarted);
    }

    /// <inheritdoc/>
    public Task<CommandResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
        => CommandAsync(
            instanceId,
            status => status == OrchestrationStatus.Failed,
            () => client.RewindInstanceAsync(instanceId, reason ?? "", cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default)
        => CommandAsync(instanceId, status => status.IsTerminal(), () => PurgeWithChildrenAsync(instanceId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Durable Task's own bulk purge selects by creation, which would take what was created long ago and finished just now. Children are
    /// found and counted like any other instance, because clients are not told who is whose child.
    /// </remarks>
    public async Task<int> PurgeAsync(
        DateTimeOffset completedBefore, IReadOnlyCollection<OrchestrationStatus>? statuses = null, CancellationToken cancellationToken = default)
    {
        var query = new OrchestrationQuery
        {
            Statuses = statuses is null ? Finished : [.. statuses.Where(status => status.IsTerminal())],
            CreatedTo = completedBefore,
        };
        if (query.Statuses.Count == 0)
        {
            return 0;
        }

        var purged = 0;
        string? continuation = null;
        do
        {
            var page = await PageAsync(query, continuation, cancellationToken);
            var outdated = page.Values.Where(metadata => metadata.LastUpdatedAt < completedBefore);
            await Parallel.ForEachAsync(
                outdated,
                new ParallelOptions { MaxDegreeOfParallelism = PurgeConcurrency, CancellationToken = cancellationToken },
                async (metadata, stopping) => Interlocked.Add(ref purged, await PurgeOneAsync(metadata.InstanceId, stopping)));
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));

        return purged;
    }

    private static OrchestrationInstance ToInstance(OrchestrationMetadata metadata, bool withInputsAndOutputs) => new()
    {
        InstanceId = metadata.InstanceId,
        Name = metadata.Name,
        RuntimeStatus = metadata.RuntimeStatus.ToStatus(),
        CreatedAt = metadata.CreatedAt,
        LastUpdatedAt = metadata.LastUpdatedAt,
        SerializedInput = withInputsAndOutputs ? metadata.SerializedInput : null,
        SerializedOutput = withInputsAndOutputs && metadata.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? metadata.SerializedOutput : null,
        SerializedCustomStatus = metadata.SerializedCustomStatus,
        FailureDetails = metadata.RuntimeStatus == OrchestrationRuntimeStatus.Terminated
            ? metadata.SerializedOutput.ToTermination()
            : metadata.FailureDetails?.ToFailure(),
    };

    /// <summary>What a backend says when the state changed between the look and the command; null for any other failure.</summary>
    private static CommandResult? Refusal(Exception exception) => exception switch
    {
        RpcException { StatusCode: StatusCode.NotFound } => CommandResult.NotFound,
        ArgumentException { InnerException: RpcException { StatusCode: StatusCode.NotFound } } => CommandResult.NotFound,
        RpcException { StatusCode: StatusCode.FailedPrecondition } => CommandResult.InvalidState,
        InvalidOperationException and not ObjectDisposedException => CommandResult.InvalidState,
        _ => null,
    };

    /// <summary>Makes a call, and says in the port's terms that it was cancelled, or that this backend does not have it.</summary>
    /// <exception cref="NotSupportedException">This backend does not have it.</exception>
    private static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException or RpcException { StatusCode: StatusCode.Unimplemented })
        {
            throw new NotSupportedException("The durable backend of this app does not support this.", exception);
        }
    }

    private async Task<CommandResult> CommandAsync(
        string instanceId, Func<OrchestrationStatus, bool> isAllowed, Func<Task> command, CancellationToken cancellationToken)
    {
        switch (await GetAsync(instanceId, fetchInputsAndOutputs: false, cancellationToken))
        {
            case null:
                return CommandResult.NotFound;
            case var instance when !isAllowed(instance.RuntimeStatus):
                return CommandResult.InvalidState;
        }

        try
        {
            return await CallAsync(
                async () =>
                {
                    await command();
                    return CommandResult.Accepted;
                },
                cancellationToken);
        }
        catch (Exception exception) when (Refusal(exception) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Purges an instance and its descendants, which no backend does by itself; the instance goes last, since it knows them.</summary>
    private async Task PurgeWithChildrenAsync(string instanceId, CancellationToken cancellationToken)
    {
        foreach (var child in await ChildrenAsync(instanceId, cancellationToken))
        {
            await PurgeAsync(child, cancellationToken);
        }

        await PurgeOneAsync(instanceId, cancellationToken);
    }

    /// <summary>The instances that an instance called; none where the backend has no histories.</summary>
    private async Task<IReadOnlyList<string>> ChildrenAsync(string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            var history = await CallAsync(() => client.GetOrchestrationHistoryAsync(instanceId, cancellationToken), cancellationToken);
            return [.. history.OfType<SubOrchestrationInstanceCreatedEvent>().Select(created => created.InstanceId).OfType<string>()];
        }
        catch (NotSupportedException)
        {
            return [];
        }
    }

    private async Task<int> PurgeOneAsync(string instanceId, CancellationToken cancellationToken)
        => (await client.PurgeInstanceAsync(instanceId, new PurgeInstanceOptions(Recursive: true), cancellationToken)).PurgedInstanceCount > 0 ? 1 : 0;

    private async Task<Page<OrchestrationMetadata>> PageAsync(OrchestrationQuery query, string? marker, CancellationToken cancellationToken)
    {
        var filter = new Microsoft.DurableTask.Client.OrchestrationQuery
        {
            // Durable Task includes the end of the range.
            CreatedFrom = query.CreatedFrom,
            CreatedTo = query.CreatedTo?.AddTicks(-1),
            Statuses = query.Statuses.Count == 0 ? null : query.Statuses.Select(DurableStatuses.ToRuntimeStatus),
            InstanceIdPrefix = query.InstanceIdPrefix,
            PageSize = query.PageSize,
            FetchInputsAndOutputs = query.FetchInputsAndOutputs,
            ContinuationToken = marker,
        };

        await using var pages = client.GetAllInstancesAsync(filter).AsPages(marker, query.PageSize).GetAsyncEnumerator(cancellationToken);
        return await CallAsync(async () => await pages.MoveNextAsync() ? pages.Current : new([]), cancellationToken);
    }
}
