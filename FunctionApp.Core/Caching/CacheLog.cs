using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Caching;

internal static partial class CacheLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache keeps failing; it is bypassed for {Period}.")]
    public static partial void Bypassed(ILogger logger, TimeSpan period, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache entry '{Key}' could not be removed; it may be served until it expires.")]
    public static partial void NotRemoved(ILogger logger, string key, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache entry '{Key}' is not what it should be; it is computed again.")]
    public static partial void Unreadable(ILogger logger, string key, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache entry '{Key}' could not be refreshed; the old value is served until it expires.")]
    public static partial void NotRefreshed(ILogger logger, string key, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The value of '{Key}' has {Bytes} bytes, which is more than is cached.")]
    public static partial void TooLarge(ILogger logger, string key, int bytes);
}
