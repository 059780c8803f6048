using Polly;
using Polly.CircuitBreaker;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>Judges the outcomes of one process's calls: Polly's sampling circuit breaker, of which only the judgement is used.</summary>
/// <remarks>What follows from it, the break and the trial, is shared by all processes and so is not left to Polly's own clockwork.</remarks>
internal sealed class FailureSampler
{
    private static readonly TimeSpan UntilReset = TimeSpan.FromDays(1);

    private readonly CircuitBreakerManualControl _control = new();
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<bool> _breaker;

    public FailureSampler(CircuitOptions options, TimeProvider time) => _breaker = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
        {
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumThroughput,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = UntilReset,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result),
            ManualControl = _control,
            StateProvider = _state,
        })
        .Build();

    /// <summary>Whether too many calls have failed.</summary>
    public bool IsTripped => _state.CircuitState != Polly.CircuitBreaker.CircuitState.Closed;

    /// <summary>Counts a call.</summary>
    /// <param name="failed">Whether it failed.</param>
    public void Add(bool failed)
    {
        if (IsTripped)
        {
            return;
        }

        try
        {
            _breaker.Execute(static outcome => outcome, failed);
        }
        catch (BrokenCircuitException)
        {
            // Another call tripped it this moment.
        }
    }

    /// <summary>Forgets all calls.</summary>
    public Task ResetAsync() => _control.CloseAsync();
}
