namespace FunctionApp.Local.Blobs;

/// <summary>What a directory entry is.</summary>
internal enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, pipe, socket or device: nothing that the store would touch.</summary>
    Other,
}
