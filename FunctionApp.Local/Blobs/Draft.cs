namespace FunctionApp.Local.Blobs;

/// <summary>A file whose bytes are on the disk but which has no place yet. Disposing it deletes it if it has been given none.</summary>
/// <param name="path">The temporary path.</param>
/// <param name="facts">The version it will be: a rename does not change it.</param>
/// <param name="clock">Stamps it.</param>
/// <param name="files">The disk.</param>
internal sealed class Draft(string path, FileFacts facts, WriteClock clock, DurableFiles files) : IDisposable
{
    private bool _hasPlace;

    /// <summary>The version it will be: a rename does not change it.</summary>
    public FileFacts Facts { get; private set; } = facts;

    /// <summary>Stamps the file again if it looks like another version, as can happen after a restart where times are coarse.</summary>
    public void TellApartFrom(FileFacts other)
    {
        while (Facts.Length == other.Length && Facts.LastWriteTime == other.LastWriteTime)
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            Facts = clock.Stamp(file);
            files.Sync(file);
        }
    }

    /// <summary>Gives the file its place, over whatever file is there. The caller syncs the directory.</summary>
    public void MoveTo(string place)
    {
        files.Rename(path, place);
        _hasPlace = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_hasPlace)
        {
            files.Delete(path);
        }
    }
}
