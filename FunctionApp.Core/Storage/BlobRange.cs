namespace FunctionApp.Core.Storage;

/// <summary>Part of a blob.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Bytes; null means to the end. A range that reaches past the end is cut there.</param>
public readonly record struct BlobRange(long Offset, long? Length = null);
