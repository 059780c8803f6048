using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>What the file system says of a file: enough to tell one version of it from another.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The inode number; 0 where the system has none at hand.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWriteTime">UTC, to 100 ns.</param>
internal readonly partial record struct FileFacts(FileKind Kind, ulong Id, long Length, DateTimeOffset LastWriteTime)
{
    private static readonly long MinUnixSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long MaxUnixSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 1;

    /// <summary>The version as an HTTP entity tag: a hash, since inode numbers are nobody's business.</summary>
    public string ETag
    {
        get
        {
            Span<byte> facts = stackalloc byte[24];
            BinaryPrimitives.WriteUInt64LittleEndian(facts, Id);
            BinaryPrimitives.WriteInt64LittleEndian(facts[8..], Length);
            BinaryPrimitives.WriteInt64LittleEndian(facts[16..], LastWriteTime.UtcTicks);
            return $"\"{Convert.ToHexStringLower(SHA256.HashData(facts).AsSpan(0, 16))}\"";
        }
    }

    /// <summary>The facts of a path, links not followed; null when nothing is there.</summary>
    public static FileFacts? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return Linux.StatX(Linux.CurrentDirectory, path, Linux.NoFollow, Linux.BasicStats, out var status) == 0
                ? From(status)
                : Linux.IsAbsence(Marshal.GetLastPInvokeError())
                    ? null
                    : throw new IOException($"'{path}' cannot be looked at: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        FileSystemInfo info = new FileInfo(path);
        info = info.Exists ? info : new DirectoryInfo(path);
        return !info.Exists ? null : new(KindOf(info.Attributes), 0, (info as FileInfo)?.Length ?? 0, new(info.LastWriteTimeUtc));
    }

    /// <summary>The facts of an open file.</summary>
    public static FileFacts Of(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new(KindOf(File.GetAttributes(file)), 0, RandomAccess.GetLength(file), new(File.GetLastWriteTimeUtc(file)));
        }

        return Linux.StatX(file, "", Linux.EmptyPath, Linux.BasicStats, out var status) == 0
            ? From(status)
            : throw new IOException($"An open file cannot be looked at: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static FileKind KindOf(FileAttributes attributes)
        => attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Other
            : attributes.HasFlag(FileAttributes.Directory) ? FileKind.Directory
            : FileKind.File;

    private static FileFacts From(in Linux.Status status)
    {
        var kind = (status.Mode & Linux.TypeMask) switch
        {
            Linux.RegularFile => FileKind.File,
            Linux.Directory => FileKind.Directory,
            _ => FileKind.Other,
        };
        var seconds = Math.Clamp(status.ModifiedSeconds, MinUnixSeconds, MaxUnixSeconds);
        var written = DateTimeOffset.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (status.ModifiedNanoseconds / TimeSpan.NanosecondsPerTick));
        return new(kind, status.Inode, (long)status.Size, written);
    }

    /// <summary>statx(2): one call that says it all, with a layout that is the same on every architecture.</summary>
    private static partial class Linux
    {
        public const int CurrentDirectory = -100;
        public const int NoFollow = 0x100;
        public const int EmptyPath = 0x1000;
        public const uint BasicStats = 0x7ff;
        public const int TypeMask = 0xF000;
        public const int RegularFile = 0x8000;
        public const int Directory = 0x4000;

        private const int NoEntry = 2;
        private const int NotADirectory = 20;
        private const int NameTooLong = 36;

        public static bool IsAbsence(int error) => error is NoEntry or NotADirectory or NameTooLong;

        [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int StatX(int directory, string path, int flags, uint mask, out Status status);

        [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int StatX(SafeFileHandle file, string path, int flags, uint mask, out Status status);

        [StructLayout(LayoutKind.Explicit, Size = 256)]
        public struct Status
        {
            [FieldOffset(28)]
            public ushort Mode;

            [FieldOffset(32)]
            public ulong Inode;

            [FieldOffset(40)]
            public ulong Size;

            [FieldOffset(112)]
            public long ModifiedSeconds;

            [FieldOffset(120)]
            public uint ModifiedNanoseconds;
        }
    }
}
