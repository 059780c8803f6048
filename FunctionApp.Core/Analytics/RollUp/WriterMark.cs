namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>How far a writer's segments have been applied.</summary>
/// <param name="Sequence">Number of the last one.</param>
/// <param name="Time">Its time; a writer's times only grow.</param>
internal sealed record WriterMark(long Sequence, DateTimeOffset Time);
