namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What became of a batch that is on durable storage.</summary>
/// <param name="Accepted">Events that are in the segment.</param>
/// <param name="Duplicates">Events that had come before.</param>
/// <param name="IsRepetition">Whether the whole batch had been stored before, and nothing was done.</param>
internal readonly record struct CommittedBatch(long Accepted, long Duplicates, bool IsRepetition = false);
