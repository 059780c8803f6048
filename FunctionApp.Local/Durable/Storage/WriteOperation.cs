namespace FunctionApp.Local.Durable.Storage;

/// <summary>A change that waits for the next transaction.</summary>
/// <param name="mustSucceed">Whether it is tried again when the storage fails, until it is durable.</param>
internal abstract class WriteOperation(bool mustSucceed)
{
    public bool MustSucceed { get; } = mustSucceed;

    /// <summary>Applies it in the open transaction. An error of its own is kept; one of the storage is thrown.</summary>
    public abstract void Apply(DurableStore store);

    /// <summary>Tells the caller the outcome, now that it is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that it did not happen.</summary>
    public abstract void Fail(Exception exception);
}
