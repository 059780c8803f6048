using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>What happened in one window, by one type of events.</summary>
/// <param name="Start">When it begins (UTC).</param>
/// <param name="Type">The type, or <see cref="WindowKey.OtherTypes"/>.</param>
/// <param name="Aggregate">What is known. Shared with other readers: merge it into another, change it never.</param>
public sealed record StreamWindow(DateTimeOffset Start, string Type, WindowAggregate Aggregate);
