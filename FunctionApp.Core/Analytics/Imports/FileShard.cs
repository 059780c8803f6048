namespace FunctionApp.Core.Analytics.Imports;

/// <summary>A stretch of a file: the lines that begin in it.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">Which shard, from 0.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes; null means to the end.</param>
public sealed record FileShard(EventFile File, int Number, long Offset, long? Length);
