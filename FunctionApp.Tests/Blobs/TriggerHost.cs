using System.Threading.Channels;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Blobs;

/// <summary>A blob trigger on a data folder, whose handler tells the test what it was given and does as it is told.</summary>
internal sealed class TriggerHost : IBlobTriggerHandler, IAsyncDisposable
{
    public const string Container = "uploads";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<(string Name, BlobProperties Version)> _handled = Channel.CreateUnbounded<(string, BlobProperties)>();
    private readonly ManualTimeProvider? _clock;
    private readonly BlobTriggerOptions _options;
    private int _busy;

    /// <param name="data">The data folder.</param>
    /// <param name="clock">A clock that <see cref="NextAsync"/> moves on; the real one when null.</param>
    /// <param name="options">Options; by default quiet for 5 ms, and no scan but the first.</param>
    /// <param name="files">The disk.</param>
    public TriggerHost(TemporaryFolder data, ManualTimeProvider? clock = null, BlobTriggerOptions? options = null, DurableFiles? files = null)
    {
        _clock = clock;
        var time = (TimeProvider?)clock ?? TimeProvider.System;
        Store = new FileBlobStore(data.Path, time, files ?? new DurableFiles());
        _options = options ?? new() { QuietPeriod = TimeSpan.FromMilliseconds(5), ScanInterval = TimeSpan.FromDays(1) };
        Trigger = new BlobTrigger(Container, Store, this, Options.Create(_options), time, NullLogger<BlobTrigger>.Instance);
    }

    public FileBlobStore Store { get; }

    public BlobTrigger Trigger { get; }

    /// <summary>What the handler does with a name.</summary>
    public Func<string, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    /// <summary>The most blobs that were being handled at the same time.</summary>
    public int MostBusy { get; private set; }

    public static async Task<TriggerHost> StartAsync(TemporaryFolder data)
    {
        var host = new TriggerHost(data);
        await host.Trigger.StartAsync(CancellationToken.None);
        return host;
    }

    async Task IBlobTriggerHandler.HandleAsync(BlobRef blob, BlobProperties properties, CancellationToken cancellationToken)
    {
        lock (_handled)
        {
            MostBusy = Math.Max(MostBusy, ++_busy);
        }

        try
        {
            _handled.Writer.TryWrite((blob.Name, properties));
            await Behaviour(blob.Name).WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_handled)
            {
                _busy--;
            }
        }
    }

    /// <summary>The next version that the handler is given.</summary>
    public async Task<(string Name, BlobProperties Version)> NextAsync()
    {
        using var impatience = new CancellationTokenSource(Patience);
        var next = _handled.Reader.ReadAsync(impatience.Token).AsTask();
        while (_clock is not null && !next.IsCompleted)
        {
            _clock.Advance(_options.QuietPeriod);
            await Task.Yield();
        }

        return await next;
    }

    /// <summary>The names given to the handler in the end, once every blob seen so far has been seen to.</summary>
    public async Task<List<string>> RestAsync()
    {
        await Trigger.WhenIdleAsync().WaitAsync(Patience);
        List<string> names = [];
        while (_handled.Reader.TryRead(out var handled))
        {
            names.Add(handled.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await Trigger.StopAsync(CancellationToken.None);
        Trigger.Dispose();
    }
}
