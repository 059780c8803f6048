using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>The steps by which the store changes the disk, one method each, so that tests can put a crash between any two.</summary>
internal partial class DurableFiles
{
    /// <summary>Creates a file that is not there yet.</summary>
    public virtual SafeFileHandle Create(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Writes bytes at an offset.</summary>
    public virtual ValueTask WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
        => RandomAccess.WriteAsync(file, bytes, offset, cancellationToken);

    /// <summary>Forces a file's bytes and facts onto the disk.</summary>
    public virtual void Sync(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <summary>Gives a file its place, over whatever file is there.</summary>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Makes one directory.</summary>
    public virtual void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <summary>Forces a directory's entries onto the disk. Windows journals them itself and offers no such call.</summary>
    public virtual void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int readOnly = 0;
        using var directory = Open(path, readOnly);
        if (directory.IsInvalid)
        {
            throw new IOException($"'{path}' cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.FlushToDisk(directory);
    }

    /// <summary>Removes a file, if it is there.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Removes a directory if nothing is in it.</summary>
    /// <returns>Whether it was removed.</returns>
    public virtual bool DeleteEmptyDirectory(string path)
    {
        try
        {
            Directory.Delete(path);
            return true;
        }
        catch (IOException)
        {
            // Somebody has just put a file there.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
