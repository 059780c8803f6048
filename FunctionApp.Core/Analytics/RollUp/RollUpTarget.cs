namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>The stream that something is done to.</summary>
/// <param name="Stream">Its name.</param>
public sealed record RollUpTarget(string Stream);
