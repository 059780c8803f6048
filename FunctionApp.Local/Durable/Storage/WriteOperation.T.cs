namespace FunctionApp.Local.Durable.Storage;

/// <inheritdoc/>
internal sealed class WriteOperation<T>(Func<DurableStore, T> change, bool mustSucceed) : WriteOperation(mustSucceed)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _error;

    public Task<T> Completion => _completion.Task;

    public override void Apply(DurableStore store)
    {
        _error = null;
        try
        {
            _result = store.Isolate(change);
        }
        catch (Exception exception) when (!StorageFailure.Is(exception))
        {
            _error = exception;
        }
    }

    public override void Complete()
    {
        if (_error is null)
        {
            _completion.SetResult(_result!);
        }
        else
        {
            _completion.SetException(_error);
        }
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
