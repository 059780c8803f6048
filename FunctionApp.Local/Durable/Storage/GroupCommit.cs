using System.Collections.Concurrent;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>The only writer: changes that arrive while one transaction is being made durable share the next one.</summary>
/// <remarks>
/// One thread, so that nobody waits for a lock, and one sync to disk for all who wait. Each change is applied in a savepoint of
/// its own. When the storage fails, clients are told at once, and the engine's own changes are kept and tried again until
/// they are durable: a full disk delays work, and loses none.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    private const int MaxBatch = 256;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    // Everything is signalled; this only bounds the damage of a signal that was missed.
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(30);

    // An alarm counts from when it is set. It is set again when the clock jumped since it was read: a laptop that slept, a test that moves time.
    private static readonly TimeSpan AlarmTolerance = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<WriteOperation> _queue = new();
    private readonly List<WriteOperation> _batch = [];
    private readonly List<WriteOperation> _postponed = [];
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly DurableStore _store;
    private readonly CompletionSignals _signals;
    private readonly TimeProvider _clock;
    private readonly FaultInjection? _faults;
    private readonly ILogger<GroupCommit> _logger;
    private readonly ITimer _alarm;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ICommitParticipant? _participant;
    private volatile bool _closing;
    private volatile bool _dead;
    private TimeSpan _retryDelay = FirstRetry;
    private DateTimeOffset? _retryAt;

    public GroupCommit(
        DurableDatabase database, CompletionSignals signals, TimeProvider clock, ILogger<GroupCommit> logger, FaultInjection? faults = null)
    {
        _store = new DurableStore(database, clock);
        _signals = signals;
        _clock = clock;
        _faults = faults;
        _logger = logger;
        _alarm = clock.CreateTimer(_ => Wake(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { IsBackground = true, Name = "Durable store writer" };
        _thread.Start();
    }

    /// <summary>Completed when nothing is committed any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets somebody claim work from now on.</summary>
    public void Join(ICommitParticipant participant)
    {
        _participant = participant;
        Wake();
    }

    /// <summary>Has the participant look for work.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Makes a client's change durable, or fails.</summary>
    /// <exception cref="IOException">The storage failed, for example because the disk is full. Nothing was changed.</exception>
    public Task<T> TryAsync<T>(Func<DurableStore, T> change) => Enqueue(new WriteOperation<T>(change, mustSucceed: false));

    /// <summary>Makes the engine's own change durable, however long the storage takes to recover.</summary>
    public Task<T> EnsureAsync<T>(Func<DurableStore, T> change) => Enqueue(new WriteOperation<T>(change, mustSucceed: true));

    /// <summary>Dies here if a test wants it.</summary>
    public void Reach(FaultPoint point)
    {
        if (_faults?.Crashes(point) is true)
        {
            _dead = true;
            _wake.Set();
            throw new SimulatedCrashException(point);
        }
    }

    public void Dispose()
    {
        // The event itself is left to the finalizer: whoever comes late may still set it.
        _closing = true;
        _alarm.Dispose();
        _wake.Set();
        _thread.Join();
    }

    private Task<T> Enqueue<T>(WriteOperation<T> operation)
    {
        _queue.Enqueue(operation);
        if (_dead)
        {
            FailRemaining();
        }
        else
        {
            _wake.Set();
        }

        return operation.Completion;
    }

    private void Run()
    {
        try
        {
            while (!_dead && !(_closing && _queue.IsEmpty))
            {
                _wake.WaitOne();
                do
                {
                    TakeBatch();
                    CommitBatch();
                }
                while (!_dead && !_queue.IsEmpty);
            }
        }
        catch (SimulatedCrashException)
        {
            _store.Rollback();
        }
        finally
        {
            // Whoever asks from now on must be told too.
            _dead = true;
            FailRemaining();
            _ended.SetResult();
        }
    }

    private void TakeBatch()
    {
        _batch.Clear();
        if (_retryAt <= _clock.GetUtcNow())
        {
            _batch.AddRange(_postponed);
            _postponed.Clear();
            _retryAt = null;
        }

        while (_batch.Count < MaxBatch && _queue.TryDequeue(out var operation))
        {
            _batch.Add(operation);
        }
    }

    private void CommitBatch()
    {
        var failure = TryCommit(_batch, claim: true, out var wakeAt);
        if (failure is not null)
        {
            DurableLog.CommitFailed(_logger, failure);
            CommitOneByOne();
        }
        else if (_postponed.Count == 0)
        {
            _retryDelay = FirstRetry;
        }

        SetAlarm(wakeAt);
    }

    private void SetAlarm(DateTimeOffset? wakeAt)
    {
        DateTimeOffset now;
        do
        {
            now = _clock.GetUtcNow();
            var next = new[] { wakeAt, _retryAt, now + ScanInterval }.Min()!.Value;
            if (next <= now)
            {
                _wake.Set();
                return;
            }

            if (_closing)
            {
                return;
            }

            // Rounded up, because a timer that fires early finds nothing due and has to be set again.
            _alarm.Change(TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        while (_clock.GetUtcNow() - now > AlarmTolerance);
    }

    /// <summary>Finds out which changes the storage can take: one too large for what is left of the disk must not hold up the others.</summary>
    private void CommitOneByOne()
    {
        foreach (var operation in _batch)
        {
            if (TryCommit([operation], claim: false, out _) is not { } failure)
            {
                continue;
            }

            if (operation.MustSucceed)
            {
                _postponed.Add(operation);
            }
            else
            {
                operation.Fail(StorageFailure.Describe(failure));
            }
        }

        // Also when nothing is postponed: claiming failed, and has to be tried again.
        _retryAt ??= _clock.GetUtcNow() + _retryDelay;
        _retryDelay = TimeSpan.FromTicks(Math.Min(_retryDelay.Ticks * 2, LastRetry.Ticks));
    }

    private Exception? TryCommit(IReadOnlyList<WriteOperation> operations, bool claim, out DateTimeOffset? wakeAt)
    {
        wakeAt = null;
        var participant = _participant;
        try
        {
            _store.Begin();
            foreach (var operation in operations)
            {
                operation.Apply(_store);
            }

            wakeAt = claim ? participant?.Claim(_store) : null;
            Reach(FaultPoint.BeforeCommit);
            _store.Commit();
        }
        catch (Exception exception) when (exception is not SimulatedCrashException)
        {
            _store.Rollback();
            participant?.RolledBack();
            return exception;
        }

        Reach(FaultPoint.AfterCommit);
        foreach (var operation in operations)
        {
            operation.Complete();
        }

        participant?.Committed();
        _signals.Finished(_store.Finished);
        return null;
    }

    private void FailRemaining()
    {
        var closed = new ObjectDisposedException(nameof(GroupCommit), "The orchestration store is closed.");
        while (_queue.TryDequeue(out var operation))
        {
            operation.Fail(closed);
        }

        if (Thread.CurrentThread == _thread)
        {
            _batch.Concat(_postponed).ToList().ForEach(operation => operation.Fail(closed));
        }
    }
}
