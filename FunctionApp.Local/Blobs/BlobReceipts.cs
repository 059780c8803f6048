using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>The receipts of a container: an append-only file of JSON lines, held in memory for look-up.</summary>
/// <remarks>
/// An append is durable when it returns. A line that a crash cut short is dropped when the file is opened again, and the blob is then
/// handled once more. Lines that later ones made void are cleared away when the file is opened.
/// </remarks>
internal sealed class BlobReceipts : IDisposable
{
    private readonly ConcurrentDictionary<string, BlobReceipt> _receipts = new();
    private readonly SemaphoreSlim _appending = new(1);
    private readonly SafeFileHandle _file;
    private readonly DurableFiles _files;
    private long _end;

    private BlobReceipts(string path, DurableFiles files, IEnumerable<BlobReceipt> receipts, long end)
    {
        foreach (var receipt in receipts)
        {
            _receipts[receipt.Name] = receipt;
        }

        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        _files = files;
        _end = end;
    }

    /// <summary>The names that have a receipt.</summary>
    public IReadOnlyCollection<string> Names => [.. _receipts.Keys];

    /// <summary>Opens a container's receipts.</summary>
    /// <param name="path">The file. It comes into being if need be.</param>
    /// <param name="drafts">Where it is written anew.</param>
    /// <param name="files">The disk.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<BlobReceipts> OpenAsync(string path, Drafts drafts, DurableFiles files, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        files.SyncDirectory(Path.GetDirectoryName(folder)!);

        Dictionary<string, BlobReceipt> receipts = [];
        if (File.Exists(path))
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                if (Parse(line) is { } receipt)
                {
                    receipts[receipt.Name] = receipt;
                }
            }
        }

        var lines = new ArrayBufferWriter<byte>();
        foreach (var receipt in receipts.Values.Where(receipt => receipt.ETag is not null))
        {
            Write(lines, receipt);
        }

        using var draft = await drafts.WriteAsync(new MemoryStream(lines.WrittenSpan.ToArray(), writable: false), cancellationToken);
        draft.MoveTo(path);
        files.SyncDirectory(folder);
        return new(path, files, receipts.Values.Where(receipt => receipt.ETag is not null), lines.WrittenCount);
    }

    /// <summary>The receipt of a version; null when it has none.</summary>
    public BlobReceipt? Find(string name, string etag) => _receipts.GetValueOrDefault(name) is { } receipt && receipt.ETag == etag ? receipt : null;

    /// <summary>Records receipts, all or, if the process dies meanwhile, the first few.</summary>
    /// <remarks>They count from now on, also if they cannot be stored; they are then forgotten with the process.</remarks>
    /// <exception cref="IOException">They could not be stored.</exception>
    public async Task AppendAsync(IReadOnlyCollection<BlobReceipt> receipts, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var receipt in receipts)
        {
            Write(lines, receipt);
            if (receipt.ETag is null)
            {
                _receipts.TryRemove(receipt.Name, out _);
            }
            else
            {
                _receipts[receipt.Name] = receipt;
            }
        }

        await _appending.WaitAsync(cancellationToken);
        try
        {
            // What a failed append left behind the end is overwritten by the next.
            await _files.WriteAsync(_file, lines.WrittenMemory, _end, cancellationToken);
            _files.Sync(_file);
            _end += lines.WrittenCount;
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _appending.Dispose();
    }

    private static BlobReceipt? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BlobReceiptJson.Default.BlobReceipt);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(ArrayBufferWriter<byte> lines, BlobReceipt receipt)
    {
        lines.Write(JsonSerializer.SerializeToUtf8Bytes(receipt, BlobReceiptJson.Default.BlobReceipt));
        lines.Write("\n"u8);
    }
}
