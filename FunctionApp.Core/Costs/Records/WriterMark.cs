namespace FunctionApp.Core.Costs.Records;

/// <summary>The last that an instance added to a day.</summary>
/// <param name="Sequence">The addition's number; an instance counts its additions.</param>
/// <param name="At">When it was made (UTC).</param>
internal sealed record WriterMark(long Sequence, DateTimeOffset At);
