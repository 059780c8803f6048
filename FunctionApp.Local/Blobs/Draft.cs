namespace FunctionApp.Local.Blobs;

/// <summary>A file whose bytes are on the disk but which has no place yet. Disposing it deletes it unless it was given one.</summary>
/// <param name="path">The temporary path.</param>
/// <param name="facts">The version it will be: a rename does not change it.</param>
/// <param name="files">The disk.</param>
internal sealed class Draft(string path, FileFacts facts, DurableFiles files) : IDisposable
{
    /// <summary>The temporary path.</summary>
    public string Path => path;

    /// <summary>The version it will be: a rename does not change it.</summary>
    public FileFacts Facts => facts;

    /// <inheritdoc/>
    public void Dispose() => files.Delete(path);
}
