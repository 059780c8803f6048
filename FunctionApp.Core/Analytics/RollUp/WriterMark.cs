namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>How far a writer's segments have been applied, and which other writers' it may repeat.</summary>
/// <param name="Sequence">Number of the last one.</param>
/// <param name="Time">Its time; a writer's times only grow.</param>
/// <param name="First">When its first one was applied, in segments of the stream; see <see cref="RollUpCursor.Segments"/>.</param>
/// <param name="Latest">When its last one was.</param>
internal sealed record WriterMark(long Sequence, DateTimeOffset Time, long First, long Latest)
{
    /// <summary>Writers of whose applied segments it did not know all when it began. Usually none: it began because they had ended.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Whether its segments may repeat events of another writer's: those that it had not looked at when it began.</summary>
    public bool MayRepeat(string otherWriter, WriterMark other) => other.Latest > First || Unknown.Contains(otherWriter, StringComparer.Ordinal);
}
