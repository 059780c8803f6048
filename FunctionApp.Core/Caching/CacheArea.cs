using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Caching;

/// <summary>Makes areas for the usual kinds of values.</summary>
public static class CacheArea
{
    /// <summary>An area of values that are written as JSON.</summary>
    /// <param name="name">Unique among areas.</param>
    /// <param name="type">How the values look as JSON.</param>
    public static CacheArea<T> Json<T>(string name, JsonTypeInfo<T> type)
        where T : class
        => new(name, new JsonCacheFormat<T>(type));

    /// <summary>An area of response bodies.</summary>
    /// <param name="name">Unique among areas.</param>
    public static CacheArea<CachedContent> Content(string name) => new(name, new ContentCacheFormat());
}
