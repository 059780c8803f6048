using FunctionApp.Core.Storage;

namespace FunctionApp.Local.Blobs;

internal static partial class BlobTriggerLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Watching {Folder}.")]
    public static partial void Watching(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} cannot be watched; it is scanned every {Interval}.")]
    public static partial void NotWatching(ILogger logger, string folder, TimeSpan interval, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications about container {Container} were lost; it is scanned now.")]
    public static partial void NotificationsLost(ILogger logger, string container, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {Container} could not be scanned; it is tried again.")]
    public static partial void ScanFailed(ILogger logger, string container, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Handling blob {Blob} failed (attempt {Attempt}); it is tried again in {Delay}.")]
    public static partial void AttemptFailed(ILogger logger, BlobRef blob, int attempt, TimeSpan delay, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Blob {Blob} is poisoned: handling failed {Attempts} times. It is left alone until it changes.")]
    public static partial void Poisoned(ILogger logger, BlobRef blob, int attempts, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The receipt of blob {Blob} could not be stored; it is handled again after a restart.")]
    public static partial void ReceiptLost(ILogger logger, BlobRef blob, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Blob {Blob} could not be looked at; the next scan tries again.")]
    public static partial void LookFailed(ILogger logger, BlobRef blob, Exception exception);
}
