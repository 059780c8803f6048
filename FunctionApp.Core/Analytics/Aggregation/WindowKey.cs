namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What a <see cref="WindowAggregate"/> is of: the events of one type in one window.</summary>
/// <param name="Start">When the window begins (UTC).</param>
/// <param name="Type">The CloudEvents type, or <see cref="OtherTypes"/>.</param>
public readonly record struct WindowKey(DateTimeOffset Start, string Type)
{
    /// <summary>Stands for every type beyond the most that are told apart.</summary>
    public const string OtherTypes = "(other)";
}
