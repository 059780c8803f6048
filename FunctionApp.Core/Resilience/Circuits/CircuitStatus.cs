namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>A circuit as all processes share it, and the rules by which it changes.</summary>
/// <remarks>
/// Every change begins a new generation. A call carries the generation it was admitted under, and its outcome counts only while that
/// generation lasts: what a slow call of an earlier one has to say cannot close a newer break, nor open a circuit that has been closed since.
/// A rule that does not apply returns null and changes nothing.
/// </remarks>
public sealed record CircuitStatus
{
    /// <summary>The longest reason that is kept, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The circuit's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether calls pass.</summary>
    public CircuitState State { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Generation { get; init; }

    /// <summary>How often the circuit has broken without having held in between; what the length of a break grows with.</summary>
    public int Breaks { get; init; }

    /// <summary>When the break is over (UTC); null unless open.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>When the trial's claim lapses, should nobody hear of it again (UTC); null unless half-open.</summary>
    public DateTimeOffset? TrialExpiresAt { get; init; }

    /// <summary>The process that has the trial; null unless half-open.</summary>
    public string? TrialBy { get; init; }

    /// <summary>When the state last changed (UTC); null when it never has.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Why it last changed; null when it never has.</summary>
    public string? Reason { get; init; }

    /// <summary>The latest changes, newest first.</summary>
    public IReadOnlyList<CircuitTransition> Transitions { get; init => field = value ?? []; } = [];

    /// <summary>Whether a call may ask for the trial: the break is over, or the trial under way has not been heard of in time.</summary>
    public bool IsDueForTrial(DateTimeOffset now) => State switch
    {
        CircuitState.Open => now >= OpenUntil,
        CircuitState.HalfOpen => now >= TrialExpiresAt,
        _ => false,
    };

    /// <summary>Breaks a closed circuit, on what a call of the present generation met.</summary>
    /// <param name="generation">The generation that the call was admitted under.</param>
    /// <param name="failure">What it met.</param>
    /// <param name="moment">When, and who says so.</param>
    /// <param name="options">How long breaks are.</param>
    public CircuitStatus? Break(long generation, CallVerdict failure, CircuitMoment moment, CircuitOptions options)
    {
        if (State != CircuitState.Closed || Generation != generation)
        {
            return null;
        }

        var hasHeld = ChangedAt is null || moment.At - ChangedAt > options.SamplingDuration;
        return Opened(hasHeld ? 1 : Breaks + 1, failure, moment, options);
    }

    /// <summary>Claims the trial.</summary>
    public CircuitStatus? BeginTrial(CircuitMoment moment, CircuitOptions options) => IsDueForTrial(moment.At)
        ? Become(CircuitState.HalfOpen, State == CircuitState.Open ? "The break is over." : "The trial was not heard of again.", moment, options)
            with { TrialBy = moment.By, TrialExpiresAt = moment.At + options.TrialTimeout }
        : null;

    /// <summary>Ends the trial by its outcome.</summary>
    /// <param name="generation">The generation that began with the trial.</param>
    /// <param name="outcome">What the trial met. When it says nothing of the service, somebody else may try at once.</param>
    /// <param name="moment">When, and who says so: whoever has the trial.</param>
    /// <param name="options">How long breaks are.</param>
    public CircuitStatus? EndTrial(long generation, CallVerdict outcome, CircuitMoment moment, CircuitOptions options)
    {
        if (State != CircuitState.HalfOpen || Generation != generation || TrialBy != moment.By)
        {
            return null;
        }

        return outcome.Kind switch
        {
            CallVerdictKind.Success => Become(CircuitState.Closed, "The trial succeeded.", moment, options),
            CallVerdictKind.Failure => Opened(Breaks + 1, outcome, moment, options),
            _ => Become(CircuitState.Open, "The trial was abandoned.", moment, options) with { OpenUntil = moment.At },
        };
    }

    /// <summary>Refuses every call until <see cref="Reset"/>.</summary>
    public CircuitStatus Isolate(string reason, CircuitMoment moment, CircuitOptions options)
        => Become(CircuitState.Isolated, reason, moment, options);

    /// <summary>Closes the circuit, whatever its state.</summary>
    public CircuitStatus Reset(string reason, CircuitMoment moment, CircuitOptions options)
        => Become(CircuitState.Closed, reason, moment, options) with { Breaks = 0 };

    private CircuitStatus Opened(int breaks, CallVerdict failure, CircuitMoment moment, CircuitOptions options)
        => Become(CircuitState.Open, failure.Reason ?? "A call failed.", moment, options) with
        {
            Breaks = breaks,
            OpenUntil = moment.At + options.BreakAfter(breaks, failure.RetryAfter),
        };

    private CircuitStatus Become(CircuitState state, string reason, CircuitMoment moment, CircuitOptions options)
    {
        var kept = reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason;
        return this with
        {
            State = state,
            Generation = Generation + 1,
            OpenUntil = null,
            TrialBy = null,
            TrialExpiresAt = null,
            ChangedAt = moment.At,
            Reason = kept,
            Transitions =
            [
                new(moment.At, state, Generation + 1, kept, moment.By),
                .. Transitions.Take(options.MaxTransitions - 1),
            ],
        };
    }
}
