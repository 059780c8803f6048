using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>Finds out whether a process on this machine still has a file open for writing.</summary>
/// <remarks>
/// Windows says so by a sharing violation. Linux grants a read lease (fcntl(2), F_SETLEASE) only on a file that nobody can write to; it
/// is given back at once. Where neither works (other systems, files of other users, network shares) the answer is no, and
/// the quiet period alone has to do.
/// </remarks>
internal static partial class WriterLease
{
    private const int SetLease = 1024;
    private const int SetSignal = 10;
    private const int ReadLease = 0;
    private const int Unlock = 2;
    private const int TryAgain = 11;

    // The signal that a lease is wanted back: one that is ignored by default, since the default, SIGIO, ends the process.
    private const int UrgentDataSignal = 23;

    /// <summary>Whether somebody may still be writing to the file.</summary>
    public static bool IsHeldByWriter(string path)
    {
        try
        {
            // Elsewhere than on Windows, sharing less would lock writers out for a moment.
            var share = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.ReadWrite | FileShare.Delete;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, share);
            return OperatingSystem.IsLinux() && IsLeaseRefused(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsLeaseRefused(SafeFileHandle file)
    {
        if (Control(file, SetSignal, UrgentDataSignal) != 0)
        {
            return false;
        }

        if (Control(file, SetLease, ReadLease) != 0)
        {
            return Marshal.GetLastPInvokeError() == TryAgain;
        }

        _ = Control(file, SetLease, Unlock);
        return false;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
