namespace FunctionApp.Core.Costs.Usage;

/// <summary>Executions of one kind.</summary>
/// <param name="Count">How many.</param>
/// <param name="Time">How long they took.</param>
public sealed record ExecutionUsage(long Count, ExecutionTime Time)
{
    /// <summary>None.</summary>
    public static ExecutionUsage None { get; } = new(0, ExecutionTime.Zero);

    /// <summary>How long they took.</summary>
    public ExecutionTime Time { get; init => field = value ?? ExecutionTime.Zero; } = Time;

    /// <summary>One execution.</summary>
    public static ExecutionUsage Of(TimeSpan duration) => new(1, ExecutionTime.Of(duration));

    /// <summary>Both together.</summary>
    public static ExecutionUsage operator +(ExecutionUsage left, ExecutionUsage right) => new(left.Count + right.Count, left.Time + right.Time);
}
