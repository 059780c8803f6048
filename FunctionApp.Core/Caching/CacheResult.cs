namespace FunctionApp.Core.Caching;

/// <summary>What the cache was good for when it was asked.</summary>
internal enum CacheResult
{
    /// <summary>It had the value, or knew that there is none.</summary>
    Hit,

    /// <summary>It had no value; one was computed.</summary>
    Miss,

    /// <summary>It had a value past its freshness, which was served.</summary>
    Stale,

    /// <summary>It did not answer; the value was computed.</summary>
    Bypass,
}
