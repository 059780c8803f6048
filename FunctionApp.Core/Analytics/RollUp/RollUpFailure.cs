namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>The custom status of a roll-up whose last turn failed.</summary>
/// <param name="LastFailure">What went wrong.</param>
public sealed record RollUpFailure(string LastFailure);
