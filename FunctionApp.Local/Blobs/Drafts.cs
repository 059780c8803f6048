using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>Writes files out of everybody's sight, so that a rename can show them whole.</summary>
internal sealed class Drafts
{
    private const int BufferSize = 128 * 1024;

    private readonly string _folder;
    private readonly DurableFiles _files;
    private readonly WriteClock _clock;

    /// <summary>Opens the folder of drafts, and clears it of what a crash left there.</summary>
    public Drafts(string folder, DurableFiles files, TimeProvider time)
    {
        _folder = folder;
        _files = files;
        _clock = new WriteClock(time);
        Directory.CreateDirectory(folder);
        foreach (var leftover in Directory.EnumerateFiles(folder))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Writes and syncs a draft.</summary>
    /// <exception cref="IOException">The bytes could not be stored; no draft is left.</exception>
    public async Task<Draft> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        var path = Path.Join(_folder, Guid.CreateVersion7().ToString("N"));
        var file = _files.Create(path);
        try
        {
            using (file)
            {
                await CopyAsync(content, file, cancellationToken);
                var facts = _clock.Stamp(file);
                _files.Sync(file);
                return new Draft(path, facts, _clock, _files);
            }
        }
        catch
        {
            _files.Delete(path);
            throw;
        }
    }

    private async Task CopyAsync(Stream content, SafeFileHandle file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var offset = 0L;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await _files.WriteAsync(file, buffer.AsMemory(0, read), offset, cancellationToken);
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
