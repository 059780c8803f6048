namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Windows of a stream that is watched which the clock says are over, though no event has closed them.</summary>
/// <param name="From">Windows that end after this moment; null for all.</param>
/// <param name="Through">And at or before this one.</param>
/// <param name="LookAgainAt">When there may be more of them.</param>
public sealed record SilentWindows(DateTimeOffset? From, DateTimeOffset Through, DateTimeOffset LookAgainAt);
