using System.Diagnostics.CodeAnalysis;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Gets an image's labels beside its other work, and holds that up no longer than planned.</summary>
/// <remarks>Lives inside an orchestrator. Dispose it to abandon what still waits, so that it does not keep the instance from completing.</remarks>
internal sealed class Labelling : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IOrchestrationContext _context;
    private readonly ImageJob _job;
    private readonly LabelPlan? _plan;

    /// <summary>Begins.</summary>
    /// <param name="context">The orchestrator's context.</param>
    /// <param name="job">The image.</param>
    /// <param name="plan">How long to wait; null when there is nobody to ask.</param>
    public Labelling(IOrchestrationContext context, ImageJob job, LabelPlan? plan)
    {
        _context = context;
        _job = job;
        _plan = plan;
        Outcome = plan is null ? Task.FromResult(LabelDetection.NotConfigured) : RunAsync(context.UtcNow() + plan.Deadline);
    }

    /// <summary>The labels, or why there are none yet.</summary>
    public Task<LabelDetection> Outcome { get; }

    /// <summary>What is left to do for later; null when nothing is.</summary>
    /// <param name="outcome">The outcome.</param>
    public FillLabelsJob? Outstanding(LabelDetection outcome)
    {
        var now = _context.UtcNow();
        return _plan is not null && outcome.Status == LabelsStatus.Unavailable
            ? new(_job, outcome.Postponed?.Until ?? now, now + _plan.FillFor)
            : null;
    }

    /// <inheritdoc/>
    [SuppressMessage("Usage", "MA0042", Justification = "CancelAsync leaves the orchestrator's thread.")]
    [SuppressMessage("Performance", "CA1849", Justification = "CancelAsync leaves the orchestrator's thread.")]
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<LabelDetection> RunAsync(DateTimeOffset deadline)
    {
        var patience = new CircuitPatience(deadline, deadline - _context.UtcNow());
        var detecting = _context.CallThroughCircuitAsync(DetectLabels.Name, _job, patience, _stop.Token);
        var timeIsUp = _context.CreateTimer(deadline.UtcDateTime, _stop.Token);
        try
        {
            return await Task.WhenAny(detecting, timeIsUp) == detecting ? await detecting : LabelDetection.Missing;
        }
        catch (TaskFailedException)
        {
            // An image is whole without labels.
            return LabelDetection.Missing;
        }
    }
}
