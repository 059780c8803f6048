using System.Text;
using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>One run of an orchestrator through its history: rebuilds its state event by event, then takes it as far as the new events allow.</summary>
/// <remarks>
/// The code runs on one thread, in reaction to one event at a time. What it schedules is numbered in order; every scheduling event in
/// the history must find the call of the same number, type and name, or the code is not the code that wrote the history. Lives for one turn.
/// </remarks>
internal sealed class OrchestrationReplay(
    OrchestratorClaim claim, OrchestratorEntry orchestrator, IServiceProvider services, JsonSerializerOptions json, ILoggerFactory loggers)
    : IOrchestrationContext
{
    private const int MaxCustomStatusBytes = 16 * 1024;

    private readonly ReplayThread _thread = new();
    private readonly SortedDictionary<int, HistoryEvent> _unrecorded = [];
    private readonly Dictionary<int, OpenTask> _open = [];
    private readonly ExternalEvents _events = new();
    private readonly Queue<HistoryEvent> _parked = [];
    private readonly List<HistoryEvent> _unansweredFailures = [];
    private string? _input;
    private Task<string>? _main;
    private DateTimeOffset _now;
    private int _sequence;
    private int _guids;
    private bool _suspended;

    public string Name => claim.Name;

    public string InstanceId => claim.InstanceId;

    public string? ParentInstanceId => claim.Parent?.InstanceId;

    public DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public bool IsReplaying { get; private set; } = true;

    /// <summary>Whether the code set a custom status, and which, as JSON text.</summary>
    public (bool IsSet, string? Json) CustomStatus { get; private set; }

    /// <summary>The next execution's input as JSON text, and whether it inherits events; null when the code did not continue as new.</summary>
    public (string Input, bool PreserveEvents)? Continuation { get; private set; }

    /// <summary>What the code scheduled and the history does not have yet.</summary>
    public IReadOnlyCollection<HistoryEvent> Unrecorded => _unrecorded.Values;

    /// <summary>Failures that the code met by scheduling nothing: neither a retry nor anything else followed from them at once.</summary>
    public IReadOnlyCollection<HistoryEvent> UnansweredFailures => _unansweredFailures;

    /// <summary>External events that nobody has waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> UnprocessedEvents => _events.Unprocessed;

    /// <summary>Whether the instance is parked.</summary>
    public bool IsSuspended => _suspended;

    /// <summary>The code's outcome, once it has one and nothing it scheduled is open; null while the orchestration goes on.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code waits for something that can never come.</exception>
    public Task<string>? Outcome
    {
        get
        {
            if (_suspended || _main is null)
            {
                return null;
            }

            if (!_main.IsCompleted && (_thread.WasLeft || (_open.Count == 0 && !_events.AreAwaited)))
            {
                throw new NonDeterministicOrchestrationException(
                    "it awaits a task that its context did not make, such as I/O, Task.Delay or Task.Run.");
            }

            return _main.IsCompleted && _open.Count == 0 ? _main : null;
        }
    }

    /// <summary>Rebuilds the state that the recorded events led to.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code and the history do not match.</exception>
    public void Replay(IEnumerable<HistoryEvent> history)
    {
        IsReplaying = true;
        foreach (var recorded in history)
        {
            Process(recorded);
        }

        IsReplaying = false;
    }

    /// <summary>Takes a new event in.</summary>
    /// <returns>False when it means nothing to this execution: what it ends is not open, because it ended before or was cancelled.</returns>
    public bool TryTake(HistoryEvent arrived)
    {
        var isStale = arrived.Type is HistoryEventType.ExecutionStarted
            ? _main is not null
            : EndsTask(arrived.Type) && !(_open.TryGetValue(arrived.TaskId!.Value, out var task) && task.EndsWith(arrived.Type));
        if (!isStale)
        {
            Process(arrived);
        }

        return !isStale;
    }

    /// <summary>Fails when the code scheduled something that the history does not have.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">It did.</exception>
    public void RequireAllRecorded()
    {
        if (_unrecorded.Count > 0)
        {
            var (id, scheduled) = _unrecorded.First();
            throw new NonDeterministicOrchestrationException($"it now schedules {Describe(scheduled)} as call {id}, which its history does not have.");
        }
    }

    /// <summary>Ends the turn.</summary>
    public void End() => _thread.End();

    public TInput? GetInput<TInput>()
    {
        RequireTurn();
        return _input is null ? default : JsonSerializer.Deserialize<TInput>(_input, json);
    }

    public Guid NewGuid()
    {
        RequireTurn();
        return DeterministicGuid.Create($"{InstanceId}_{CurrentUtcDateTime:o}_{_guids++}");
    }

    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityName<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
    {
        RequireTurn();
        var call = Event(HistoryEventType.TaskScheduled) with { Name = activity.Value, Input = Serialize(input) };
        return Deserialize<TOutput>(await AttemptAsync(retry, () => Schedule(call).Task));
    }

    public async Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorName<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null)
    {
        RequireTurn();
        var chosenId = options?.InstanceId is { } id ? Core.Orchestration.InstanceId.Require(id) : null;
        var call = Event(HistoryEventType.SubOrchestrationInstanceCreated) with { Name = orchestrator.Value, Input = Serialize(input) };
        return Deserialize<TOutput>(await AttemptAsync(
            options?.Retry, () => Schedule(call with { InstanceId = chosenId ?? ChildId(_sequence) }).Task));
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken = default)
    {
        RequireTurn();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var utc = fireAt.Kind is DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var id = _sequence;
        var timer = Schedule(Event(HistoryEventType.TimerCreated) with { FireAt = new DateTimeOffset(utc) });
        cancellationToken.UnsafeRegister(
            _ =>
            {
                if (_open.Remove(id))
                {
                    _unrecorded.Remove(id);
                    timer.Cancel(cancellationToken);
                }
            },
            state: null);
        return timer.Task;
    }

    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return Deserialize<T>(await _events.ReceiveAsync(eventName, cancellationToken));
    }

    public void SendEvent<T>(string instanceId, string eventName, T payload)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Number(Event(HistoryEventType.EventSent) with { InstanceId = instanceId, Name = eventName, Input = Serialize(payload) });
    }

    public void SetCustomStatus<T>(T? status)
    {
        RequireTurn();
        var text = status is null ? null : Serialize(status);
        if (text is not null && Encoding.UTF8.GetByteCount(text) > MaxCustomStatusBytes)
        {
            throw new ArgumentException($"A custom status has at most {MaxCustomStatusBytes} bytes of JSON.", nameof(status));
        }

        CustomStatus = (true, text);
    }

    public void ContinueAsNew<T>(T input, bool preserveUnprocessedEvents = true)
    {
        RequireTurn();
        Continuation = (Serialize(input), preserveUnprocessedEvents);
    }

    public ILogger CreateReplaySafeLogger(string categoryName)
        => new ReplaySafeLogger(loggers.CreateLogger(categoryName), () => IsReplaying);

    private static bool EndsTask(HistoryEventType type) => type
        is HistoryEventType.TaskCompleted or HistoryEventType.TaskFailed or HistoryEventType.TimerFired
        or HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.SubOrchestrationInstanceFailed;

    private static string Describe(HistoryEvent scheduled) => scheduled.Type switch
    {
        HistoryEventType.TaskScheduled => $"activity '{scheduled.Name}'",
        HistoryEventType.TimerCreated => "a timer",
        HistoryEventType.SubOrchestrationInstanceCreated => $"child orchestration '{scheduled.Name}'",
        _ => $"event '{scheduled.Name}'",
    };

    private void Process(HistoryEvent entry)
    {
        switch (entry.Type)
        {
            case HistoryEventType.OrchestratorStarted:
                _now = entry.Timestamp;
                break;

            case HistoryEventType.ExecutionStarted:
                _input = entry.Input;
                _thread.Run(() => _main = orchestrator.RunAsync(services, this));
                break;

            case HistoryEventType.TaskScheduled:
            case HistoryEventType.TimerCreated:
            case HistoryEventType.SubOrchestrationInstanceCreated:
            case HistoryEventType.EventSent:
                Match(entry);
                break;

            case HistoryEventType.ExecutionSuspended:
                _suspended = true;
                break;

            case HistoryEventType.ExecutionResumed:
                _suspended = false;
                while (_parked.TryDequeue(out var parked))
                {
                    Deliver(parked);
                }

                break;

            case HistoryEventType.EventRaised:
            case var type when EndsTask(type):
                if (_suspended)
                {
                    _parked.Enqueue(entry);
                }
                else
                {
                    Deliver(entry);
                }

                break;
        }
    }

    private void Deliver(HistoryEvent entry)
    {
        if (entry.Type is HistoryEventType.EventRaised)
        {
            _thread.Run(() => _events.Deliver(entry));
            return;
        }

        // A timer that was cancelled after it fired, or while the instance was parked.
        if (!_open.Remove(entry.TaskId!.Value, out var task))
        {
            return;
        }

        var scheduledBefore = _sequence;
        _thread.Run(() => task.End(entry));
        if (entry.FailureDetails is not null && _sequence == scheduledBefore)
        {
            _unansweredFailures.Add(entry);
        }
    }

    private void Match(HistoryEvent recorded)
    {
        var id = recorded.TaskId!.Value;
        if (!_unrecorded.Remove(id, out var scheduled))
        {
            throw new NonDeterministicOrchestrationException(
                $"its history has {Describe(recorded)} as call {id}, which its code does not make any more.");
        }

        if (scheduled.Type != recorded.Type || (scheduled.Type is not HistoryEventType.TimerCreated && scheduled.Name != recorded.Name))
        {
            throw new NonDeterministicOrchestrationException(
                $"its history has {Describe(recorded)} as call {id}, where its code now makes {Describe(scheduled)}.");
        }
    }

    private async Task<string?> AttemptAsync(RetryPolicy? retry, Func<Task<string?>> attempt)
    {
        var firstStartedAt = CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            TimeSpan delay;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception)
            {
                if (retry?.DelayAfter(attempts, CurrentUtcDateTime - firstStartedAt, exception.Failure) is not { } next)
                {
                    throw;
                }

                delay = next;
            }

            await CreateTimer(CurrentUtcDateTime + delay);
        }
    }

    private OpenTask Schedule(HistoryEvent call)
    {
        var numbered = Number(call);
        var task = new OpenTask(numbered);
        _open.Add(numbered.TaskId!.Value, task);
        return task;
    }

    private HistoryEvent Number(HistoryEvent call)
    {
        var numbered = call with { TaskId = _sequence++, Timestamp = _now };
        _unrecorded.Add(numbered.TaskId.Value, numbered);
        return numbered;
    }

    /// <summary>A child's id names its parent and its call; the execution keeps those of earlier executions apart.</summary>
    private string ChildId(int call)
    {
        var id = $"{InstanceId}:{claim.ExecutionId[^8..]}:{call}";
        return id.Length <= Core.Orchestration.InstanceId.MaxLength ? id : DeterministicGuid.Create(id).ToString("N");
    }

    private void RequireTurn()
    {
        if (!_thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "The orchestration context was used from outside the orchestrator's own thread: an orchestrator awaits only what its context made.");
        }
    }

    private HistoryEvent Event(HistoryEventType type) => new() { Type = type, Timestamp = _now };

    private string Serialize<T>(T value) => JsonSerializer.Serialize(value, json);

    private T Deserialize<T>(string? text) => text is null ? default! : JsonSerializer.Deserialize<T>(text, json)!;
}
