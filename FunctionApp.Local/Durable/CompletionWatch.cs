namespace FunctionApp.Local.Durable;

/// <summary>One look-out for an instance's end.</summary>
internal sealed class CompletionWatch(CompletionSignals signals, string instanceId) : IDisposable
{
    private TaskCompletionSource _changed = New();

    public string InstanceId => instanceId;

    /// <summary>Completed by the next signal.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Completes <see cref="Changed"/> and starts another.</summary>
    public void Signal() => Interlocked.Exchange(ref _changed, New()).SetResult();

    public void Dispose() => signals.Forget(this);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
