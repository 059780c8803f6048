namespace FunctionApp.Core.Orchestration;

/// <summary>The name an activity is registered and called by, with the types it takes and returns.</summary>
/// <param name="Value">The registered name: <c>nameof</c> the activity's class, in both hosts.</param>
public readonly record struct ActivityName<TInput, TOutput>(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
