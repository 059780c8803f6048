using FunctionApp.Local.Blobs;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Tests.Blobs;

/// <summary>A disk that takes a number of steps and then no more, as when the process dies; or that fails just one step.</summary>
/// <param name="steps">Steps that succeed.</param>
/// <param name="recovers">Whether only the step after them fails.</param>
internal sealed class CrashingDisk(int steps, bool recovers = false) : DurableFiles
{
    private int _taken;

    /// <summary>Whether the crash has come.</summary>
    public bool HasCrashed => _taken > steps;

    /// <summary>The steps that were taken, in order.</summary>
    public List<string> Log { get; } = [];

    public override SafeFileHandle Create(string path)
    {
        Step("create");
        return base.Create(path);
    }

    public override ValueTask WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        Step("write");
        return base.WriteAsync(file, bytes, offset, cancellationToken);
    }

    public override void Sync(SafeFileHandle file)
    {
        Step("sync");
        base.Sync(file);
    }

    public override void Rename(string from, string to)
    {
        Step("rename");
        base.Rename(from, to);
    }

    public override void CreateDirectory(string path)
    {
        Step("make directory");
        base.CreateDirectory(path);
    }

    public override void SyncDirectory(string path)
    {
        Step("sync directory");
        base.SyncDirectory(path);
    }

    public override void Delete(string path)
    {
        Step("delete");
        base.Delete(path);
    }

    public override bool DeleteEmptyDirectory(string path)
    {
        Step("delete directory");
        return base.DeleteEmptyDirectory(path);
    }

    private void Step(string name)
    {
        if (++_taken == steps + 1 || (_taken > steps && !recovers))
        {
            throw new IOException($"The disk is gone at step {_taken}: {name}.");
        }

        Log.Add(name);
    }
}
