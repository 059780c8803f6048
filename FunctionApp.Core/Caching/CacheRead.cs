namespace FunctionApp.Core.Caching;

/// <summary>What a look into the cache brought.</summary>
/// <param name="IsBypassed">Whether the cache did not answer, or was not asked.</param>
/// <param name="Bytes">The entry; null when there is none.</param>
internal readonly record struct CacheRead(bool IsBypassed, byte[]? Bytes);
