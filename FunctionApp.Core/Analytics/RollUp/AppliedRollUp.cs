namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>What a roll-up has changed.</summary>
/// <param name="ClosedFrom">Windows that end after this moment, and up to <see cref="ClosedThrough"/>, have been closed by it; null for all.</param>
/// <param name="ClosedThrough">See <see cref="Streams.StreamState.ClosedThrough"/>.</param>
/// <param name="HasHourEnded">Whether an hour or more can be compacted.</param>
public sealed record AppliedRollUp(DateTimeOffset? ClosedFrom, DateTimeOffset? ClosedThrough, bool HasHourEnded);
