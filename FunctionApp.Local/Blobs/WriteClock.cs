using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>Gives each file it stamps a last write time of its own, so that no two versions ever look the same.</summary>
internal sealed class WriteClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.UnixEpoch;

    /// <summary>Sets the file's last write time to now, or a little later where now is taken.</summary>
    /// <returns>The facts of the stamped file.</returns>
    public FileFacts Stamp(SafeFileHandle file)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var stamp = now > _last ? now : _last.AddTicks(1);
            for (var step = 1L; ; step *= 10)
            {
                File.SetLastWriteTimeUtc(file, stamp.UtcDateTime);
                var facts = FileFacts.Of(file);
                if (facts.LastWriteTime > _last)
                {
                    _last = facts.LastWriteTime;
                    return facts;
                }

                // This file system keeps coarser times: step further until it keeps a new one.
                stamp = stamp.AddTicks(step);
            }
        }
    }
}
