using System.Threading.Channels;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Blobs;

/// <summary>Hands every version of every blob in a container to a handler, at least once.</summary>
/// <remarks>
/// <para>
/// What decides is the comparison of the container with the receipts: a version without a receipt is handled, whether it came while
/// the host was up or down. Notifications of the file system only make that quick; a scan at start, periodically and whenever
/// notifications were lost makes it certain.
/// </para>
/// <para>
/// A version is handed over when two looks, <see cref="BlobTriggerOptions.QuietPeriod"/> apart, find it unchanged and no process has it
/// open for writing. The receipt is written after the handler succeeded, so a crash in between means that the handler sees the version
/// again. A version that keeps failing is poisoned: it gets a receipt with the reason. One blob's failures and waits hold up no other.
/// </para>
/// </remarks>
internal sealed class BlobTrigger(
    string container,
    FileBlobStore store,
    IBlobTriggerHandler handler,
    IOptions<BlobTriggerOptions> options,
    TimeProvider time,
    ILogger<BlobTrigger> logger) : BackgroundService
{
    private readonly BlobTriggerOptions _options = options.Value;
    private readonly Channel<string?> _hints = Channel.CreateUnbounded<string?>(new() { SingleReader = true });
    private readonly Dictionary<string, Pursuit> _pursuits = [];
    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrency);
    private int _scanIsDue;

    private RetryPolicy Retry => new(_options.MaxAttempts, _options.FirstRetryInterval)
    {
        BackoffCoefficient = 2,
        MaxRetryInterval = TimeSpan.FromMinutes(1),
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    /// <summary>Compares the container with the receipts, both ways.</summary>
    internal async Task ScanAsync(BlobReceipts receipts, CancellationToken stoppingToken)
    {
        var gone = receipts.Names.ToHashSet();
        await foreach (var blob in store.ListAllAsync(container, cancellationToken: stoppingToken))
        {
            gone.Remove(blob.Name);
            if (receipts.Find(blob.Name, blob.ETag) is null)
            {
                Pursue(blob.Name, receipts, stoppingToken);
            }
        }

        // Some may have come back after the list had passed them.
        List<BlobReceipt> dropped = [];
        foreach (var name in gone)
        {
            if (await store.GetPropertiesAsync(new BlobRef(container, name), stoppingToken) is null)
            {
                dropped.Add(new(name, ETag: null, time.GetUtcNow()));
            }
        }

        if (dropped.Count > 0)
        {
            await receipts.AppendAsync(dropped, stoppingToken);
        }
    }

    /// <summary>Ends when no blob is waiting for anything.</summary>
    internal async Task WhenIdleAsync()
    {
        List<Task> tasks;
        lock (_pursuits)
        {
            tasks = [.. _pursuits.Values.Select(pursuit => pursuit.Task)];
        }

        await Task.WhenAll(tasks);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Enabled)
        {
            return;
        }

        using var receipts = await store.OpenReceiptsAsync(container, stoppingToken);
        await using var timer = time.CreateTimer(
            _ => RequestScan(), state: null, _options.ScanInterval, _options.ScanInterval);
        RequestScan();
        FileSystemWatcher? watcher = null;
        try
        {
            await foreach (var path in _hints.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    if (path is null)
                    {
                        Interlocked.Exchange(ref _scanIsDue, 0);

                        // A watch dies with the folder it is on, and says nothing: every scan starts with a fresh one.
                        watcher?.Dispose();
                        watcher = Watch();
                        await ScanAsync(receipts, stoppingToken);
                    }
                    else
                    {
                        await FollowAsync(path, receipts, stoppingToken);
                    }
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    BlobTriggerLog.ScanFailed(logger, container, e);
                }
            }
        }
        finally
        {
            watcher?.Dispose();
            await WhenIdleAsync();
        }
    }

    /// <summary>Asks for a scan, unless one is due already. The hint for it is no path at all.</summary>
    private void RequestScan()
    {
        if (Interlocked.Exchange(ref _scanIsDue, 1) == 0)
        {
            _hints.Writer.TryWrite(null);
        }
    }

    private FileSystemWatcher? Watch()
    {
        var folder = store.FolderOf(container);
        Directory.CreateDirectory(folder);
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Created += (_, e) => _hints.Writer.TryWrite(e.FullPath);
            watcher.Changed += (_, e) => _hints.Writer.TryWrite(e.FullPath);
            watcher.Renamed += (_, e) => _hints.Writer.TryWrite(e.FullPath);
            watcher.Error += (_, e) =>
            {
                BlobTriggerLog.NotificationsLost(logger, container, e.GetException());
                RequestScan();
            };
            watcher.EnableRaisingEvents = true;
            BlobTriggerLog.Watching(logger, folder);
            return watcher;
        }
        catch (IOException e)
        {
            // The system has no watches left to give.
            watcher?.Dispose();
            BlobTriggerLog.NotWatching(logger, folder, _options.ScanInterval, e);
            return null;
        }
    }

    /// <summary>Looks where the file system has reported something.</summary>
    private async Task FollowAsync(string path, BlobReceipts receipts, CancellationToken stoppingToken)
    {
        if (FileFacts.Of(path) is not { } facts || store.NameOf(container, path, facts.Kind) is not { } name)
        {
            return;
        }

        if (facts.Kind is FileKind.File)
        {
            Pursue(name, receipts, stoppingToken);
        }
        else if (facts.Kind is FileKind.Directory)
        {
            // Of what a moved or fresh folder holds there need not be any notification.
            await foreach (var blob in store.ListAllAsync(container, $"{name}/", stoppingToken))
            {
                Pursue(blob.Name, receipts, stoppingToken);
            }
        }
    }

    /// <summary>Sees to it that a blob is looked at after this moment, by one pursuit at a time.</summary>
    private void Pursue(string name, BlobReceipts receipts, CancellationToken stoppingToken)
    {
        lock (_pursuits)
        {
            if (_pursuits.TryGetValue(name, out var pursuit))
            {
                pursuit.SeenAgain = true;
                return;
            }

            pursuit = new Pursuit();
            _pursuits.Add(name, pursuit);
            pursuit.Task = Task.Run(() => PursueAsync(new BlobRef(container, name), pursuit, receipts, stoppingToken), CancellationToken.None);
        }
    }

    private async Task PursueAsync(BlobRef blob, Pursuit pursuit, BlobReceipts receipts, CancellationToken stoppingToken)
    {
        var isOver = false;
        while (!isOver)
        {
            try
            {
                await HandleAllAsync(blob, receipts, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The version is handled after the next start.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                BlobTriggerLog.LookFailed(logger, blob, e);
            }

            lock (_pursuits)
            {
                isOver = !pursuit.SeenAgain || stoppingToken.IsCancellationRequested;
                pursuit.SeenAgain = false;
                if (isOver)
                {
                    _pursuits.Remove(blob.Name);
                }
            }
        }
    }

    /// <summary>Handles one version after the other, until the current one has its receipt or the blob is gone.</summary>
    private async Task HandleAllAsync(BlobRef blob, BlobReceipts receipts, CancellationToken stoppingToken)
    {
        BlobProperties? failing = null;
        var attempts = 0;
        while (await SettleAsync(blob, receipts, stoppingToken) is { } version)
        {
            attempts = failing?.ETag == version.ETag ? attempts : 0;
            try
            {
                if (await TryHandleAsync(blob, version, stoppingToken))
                {
                    await RecordAsync(blob, version, poisonReason: null, receipts);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                failing = version;
                if (Retry.DelayAfter(++attempts, TimeSpan.Zero, FailureDetails.FromException(e)) is { } delay)
                {
                    BlobTriggerLog.AttemptFailed(logger, blob, attempts, delay, e);
                    await Task.Delay(delay, time, stoppingToken);
                }
                else
                {
                    BlobTriggerLog.Poisoned(logger, blob, attempts, e);
                    await RecordAsync(blob, version, e.Message, receipts);
                }
            }
        }
    }

    /// <summary>Waits until the blob is complete.</summary>
    /// <returns>The version to handle; null when the blob is gone or needs no handling.</returns>
    private async Task<BlobProperties?> SettleAsync(BlobRef blob, BlobReceipts receipts, CancellationToken stoppingToken)
    {
        BlobProperties? last = null;
        while (await store.GetPropertiesAsync(blob, stoppingToken) is { } current && receipts.Find(blob.Name, current.ETag) is null)
        {
            if (current.ETag == last?.ETag && !store.IsBeingWritten(blob))
            {
                return current;
            }

            last = current;
            await Task.Delay(_options.QuietPeriod, time, stoppingToken);
        }

        return null;
    }

    /// <summary>Waits for a slot, and handles the version unless the wait has made it outdated.</summary>
    private async Task<bool> TryHandleAsync(BlobRef blob, BlobProperties version, CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken);
        try
        {
            if ((await store.GetPropertiesAsync(blob, stoppingToken))?.ETag != version.ETag)
            {
                return false;
            }

            await handler.HandleAsync(blob, version, stoppingToken);
            return true;
        }
        finally
        {
            _slots.Release();
        }
    }

    // Not cancelled when the host stops: what was done should not be done again.
    private async Task RecordAsync(BlobRef blob, BlobProperties version, string? poisonReason, BlobReceipts receipts)
    {
        try
        {
            await receipts.AppendAsync([new(blob.Name, version.ETag, time.GetUtcNow(), poisonReason)], CancellationToken.None);
        }
        catch (IOException e)
        {
            BlobTriggerLog.ReceiptLost(logger, blob, e);
        }
    }

    /// <summary>One blob being seen to.</summary>
    private sealed class Pursuit
    {
        public Task Task { get; set; } = Task.CompletedTask;

        public bool SeenAgain { get; set; }
    }
}
