using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>Keeps calls away from a service that fails, in all processes together.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Each process judges its own calls; when too many fail it breaks the circuit for all. The shared state is a blob that is written only
/// when the state changes, and looked at no more often than every <see cref="CircuitOptions.RefreshInterval"/>, only while the circuit is used.</item>
/// <item>After a break one call in all processes is let through, the trial. It has to claim its place by compare-and-swap; the claim lapses,
/// so that a process that dies during the trial blocks nobody for good.</item>
/// <item>When the blob store fails, the process goes by its own judgement, and tells the others when the store is back. No call ever fails
/// for the circuit's own sake.</item>
/// </list>
/// </remarks>
public sealed class Circuit : IDisposable
{
    /// <summary>How often a change is tried again because another process changed the circuit first.</summary>
    private const int MaxAttempts = 5;

    /// <summary>When to ask again while somebody else's trial is under way; later, the longer it takes.</summary>
    private static readonly TimeSpan TrialPause = TimeSpan.FromSeconds(1);

    private readonly CircuitStore _store;
    private readonly CircuitOptions _options;
    private readonly TimeProvider _time;
    private readonly CircuitMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _process;
    private readonly FailureSampler _sampler;
    private readonly SemaphoreSlim _changing = new(1);
    private volatile CircuitKnowledge _known;
    private long _storeBypassedUntil = long.MinValue;
    private long _waiting;

    internal Circuit(string name, CircuitStore store, CircuitOptions options, TimeProvider time, CircuitMetrics metrics, ILogger logger, string process)
    {
        _store = store;
        _options = options;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _process = process;
        _sampler = new FailureSampler(options, time);
        _known = new(new CircuitStatus { Name = name }, ETag: null, IsShared: true, FreshUntil: long.MinValue);
    }

    /// <summary>The circuit as this process last saw it.</summary>
    public CircuitStatus Status => _known.Status;

    private CircuitMoment Moment => new(_time.GetUtcNow(), _process);

    /// <summary>Asks to make a call. While the circuit is closed this takes no lock and no memory.</summary>
    /// <returns>Whether the call may be made; if so, report its outcome with <see cref="ReportAsync"/>, whatever happens.</returns>
    public ValueTask<CircuitPermit> EnterAsync(CancellationToken cancellationToken = default)
    {
        var known = _known;
        return known.Status.State == CircuitState.Closed && _time.GetTimestamp() < known.FreshUntil
            ? ValueTask.FromResult(CircuitPermit.Granted(known.Status.Generation))
            : EnterSlowlyAsync(cancellationToken);
    }

    /// <summary>Whether a call would be refused now. Asks for nothing: worth knowing before a call is prepared at some cost.</summary>
    /// <returns>The refusal; null when a call may ask for a permit.</returns>
    public async ValueTask<Postponement?> FindRefusalAsync(CancellationToken cancellationToken = default)
    {
        using (await TurnAsync(cancellationToken))
        {
            await LookAsync();
            return Status.State == CircuitState.Closed || Status.IsDueForTrial(_time.GetUtcNow()) ? null : Refusal();
        }
    }

    /// <summary>Takes note of the outcome of a call.</summary>
    /// <param name="permit">What <see cref="EnterAsync"/> granted.</param>
    /// <param name="verdict">What the outcome says of the service.</param>
    public ValueTask ReportAsync(CircuitPermit permit, CallVerdict verdict)
    {
        if (permit.Generation != _known.Status.Generation || (verdict.Kind == CallVerdictKind.None && !permit.IsTrial))
        {
            return ValueTask.CompletedTask;
        }

        if (permit.IsTrial)
        {
            return new(ChangeAsync((circuit, moment) => circuit.EndTrial(permit.Generation, verdict, moment, _options)));
        }

        _sampler.Add(verdict.Kind == CallVerdictKind.Failure);
        return _sampler.IsTripped || verdict.RetryAfter is not null
            ? new(ChangeAsync((circuit, moment) => circuit.Break(permit.Generation, verdict, moment, _options)))
            : ValueTask.CompletedTask;
    }

    /// <summary>Makes a call if the circuit lets it pass, and reports its outcome.</summary>
    /// <param name="call">The call. Limit its time to less than <see cref="CircuitOptions.TrialTimeout"/>.</param>
    /// <param name="judge">What the call's value says of the service; exceptions are judged by <see cref="CallVerdict.Of(Exception, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">The caller gives up.</param>
    /// <returns>The call's value, or the refusal. What the call throws comes through.</returns>
    public async Task<CircuitResult<T>> CallAsync<T>(
        Func<CancellationToken, Task<T>> call, Func<T, CallVerdict> judge, CancellationToken cancellationToken = default)
        where T : class
    {
        var permit = await EnterAsync(cancellationToken);
        if (!permit.IsGranted)
        {
            return new(value: null, permit.Refusal);
        }

        var verdict = CallVerdict.None;
        try
        {
            var value = await call(cancellationToken);
            verdict = judge(value);
            return new(value, refusal: null);
        }
        catch (Exception exception)
        {
            verdict = CallVerdict.Of(exception, cancellationToken);
            throw;
        }
        finally
        {
            await ReportAsync(permit, verdict);
        }
    }

    /// <summary>Refuses every call, in all processes, until <see cref="ResetAsync"/>.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says so.</param>
    public Task<CircuitStatus> IsolateAsync(string reason, string by)
        => CommandAsync((circuit, moment) => circuit.Isolate(reason, moment with { By = by }, _options));

    /// <summary>Closes the circuit in all processes, whatever its state.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says so.</param>
    public Task<CircuitStatus> ResetAsync(string reason, string by)
        => CommandAsync((circuit, moment) => circuit.Reset(reason, moment with { By = by }, _options));

    /// <summary>Looks what the other processes did, if that has not been done for a while.</summary>
    public async Task<CircuitStatus> RefreshAsync(CancellationToken cancellationToken = default)
    {
        using (await TurnAsync(cancellationToken))
        {
            await LookAsync();
            return Status;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private async ValueTask<CircuitPermit> EnterSlowlyAsync(CancellationToken cancellationToken)
    {
        using (await TurnAsync(cancellationToken))
        {
            await LookAsync();
            if (Status.State == CircuitState.Closed)
            {
                return CircuitPermit.Granted(Status.Generation);
            }

            if (Status.IsDueForTrial(_time.GetUtcNow()) && await TryChangeAsync((circuit, moment) => circuit.BeginTrial(moment, _options)) is { } trial)
            {
                return CircuitPermit.Trial(trial.Generation);
            }

            // Somebody else may have been faster, and even have closed it.
            return Status.State == CircuitState.Closed ? CircuitPermit.Granted(Status.Generation) : CircuitPermit.Refused(Refusal());
        }
    }

    private Postponement Refusal()
    {
        var now = _time.GetUtcNow();
        var status = Status;
        var end = status.State switch
        {
            CircuitState.Open => status.OpenUntil ?? now,
            CircuitState.Isolated => now + _options.MaxBreakDuration,
            _ => now + (now - status.ChangedAt is { } underWay && underWay > TrialPause ? underWay : TrialPause),
        };

        // Whoever waits has a place in the queue, so that all are back in good time and never all at once.
        var queued = TimeSpan.FromSeconds(_waiting++ / _options.WakeRate);
        return new(status.Name, (end > now ? end : now) + queued, $"Circuit '{status.Name}' is {status.State}. {status.Reason}");
    }

    private async Task ChangeAsync(Func<CircuitStatus, CircuitMoment, CircuitStatus?> rule)
    {
        using (await TurnAsync(CancellationToken.None))
        {
            await TryChangeAsync(rule);
        }
    }

    private async Task<CircuitStatus> CommandAsync(Func<CircuitStatus, CircuitMoment, CircuitStatus> rule)
    {
        using (await TurnAsync(CancellationToken.None))
        {
            return await TryChangeAsync(rule) ?? throw new IOException($"Others keep changing circuit '{Status.Name}'.");
        }
    }

    /// <summary>Changes the circuit for all processes, or for this one alone while the blob store fails.</summary>
    /// <returns>The new state; null when the rule did not apply, to what others made of the circuit if they were faster.</returns>
    private async Task<CircuitStatus?> TryChangeAsync(Func<CircuitStatus, CircuitMoment, CircuitStatus?> rule)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var before = _known;
            if (rule(before.Status, Moment) is not { } next)
            {
                return null;
            }

            if (next.State is CircuitState.Open or CircuitState.Isolated)
            {
                // This process stops before the others can know.
                _known = before with { Status = next };
            }

            var written = await AskStoreAsync(token => _store.TryWriteAsync(next, before.ETag, token));
            if (!written.IsAnswered || written.Value is not null)
            {
                Learn(next, written.IsAnswered ? written.Value : before.ETag, written.IsAnswered);
                await AnnounceAsync(next);
                return next;
            }

            _known = before with { FreshUntil = long.MinValue };
            await LookAsync();
        }

        return null;
    }

    /// <summary>Brings what this process knows up to date, unless it is fresh or the blob store fails.</summary>
    private async Task LookAsync()
    {
        var known = _known;
        if (_time.GetTimestamp() < known.FreshUntil)
        {
            return;
        }

        var read = await AskStoreAsync(token => _store.ReadAsync(known.Status.Name, known.ETag, token));
        if (!read.IsAnswered)
        {
            Learn(known.Status, known.ETag, known.IsShared);
        }
        else if (read.Value.Status is { } shared)
        {
            Learn(shared, read.Value.ETag, isShared: true);
            if (shared.Generation != known.Status.Generation)
            {
                await ForgetCallsAsync(shared);
            }
        }
        else if (!known.IsShared && await AskStoreAsync(token => _store.TryWriteAsync(known.Status, read.Value.ETag, token)) is { Value: { } etag })
        {
            // Nobody else changed it since this process had to decide by itself: what it decided goes for all.
            Learn(known.Status, etag, isShared: true);
        }
        else
        {
            Learn(known.Status, read.Value.ETag, known.IsShared);
        }
    }

    private void Learn(CircuitStatus status, string? etag, bool isShared)
        => _known = new(status, etag, isShared, _time.GetTimestamp() + (long)(_options.RefreshInterval.TotalSeconds * _time.TimestampFrequency));

    private async Task AnnounceAsync(CircuitStatus status)
    {
        CircuitLog.Changed(_logger, status.Name, status.State, status.Generation, status.Reason);
        _metrics.Changed(status);
        System.Diagnostics.Activity.Current?.AddEvent(new($"circuit {status.Name} {status.State}"));
        await ForgetCallsAsync(status);
    }

    /// <summary>A new generation is judged by its own calls only.</summary>
    private async Task ForgetCallsAsync(CircuitStatus status)
    {
        _waiting = 0;
        if (status.State == CircuitState.Closed)
        {
            await _sampler.ResetAsync();
        }
    }

    private async Task<(bool IsAnswered, T? Value)> AskStoreAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        if (_time.GetTimestamp() < _storeBypassedUntil)
        {
            return (false, default);
        }

        using var timeout = new CancellationTokenSource(_options.StoreTimeout, _time);
        try
        {
            // Whoever does not heed the token must not hold us up either.
            return (true, await ask(timeout.Token).WaitAsync(timeout.Token));
        }
        catch (Exception exception)
        {
            _storeBypassedUntil = _time.GetTimestamp() + (long)(_options.StoreBypassPeriod.TotalSeconds * _time.TimestampFrequency);
            CircuitLog.NotShared(_logger, _known.Status.Name, exception);
            return (false, default);
        }
    }

    private async Task<Turn> TurnAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        return new(_changing);
    }

    private readonly struct Turn(SemaphoreSlim changing) : IDisposable
    {
        public void Dispose() => changing.Release();
    }
}
