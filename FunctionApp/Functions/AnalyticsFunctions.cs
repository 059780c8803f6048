using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Streams;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionApp.Functions;

/// <summary>The orchestrators and activities of analytics.</summary>
public sealed class AnalyticsFunctions(
    RollUpStream rollUpStream,
    PlanRollUp planRollUp,
    AggregateSegment aggregateSegment,
    ApplyRollUp applyRollUp,
    CompactWindows compactWindows,
    CompactSegments compactSegments,
    ImportEvents importEvents,
    PlanImport planImport,
    ImportShard importShard)
{
    /// <summary>See <see cref="Core.Analytics.RollUp.RollUpStream"/>.</summary>
    [Function(nameof(RollUpStream))]
    public Task<RollUpTurn> RollUpStream([OrchestrationTrigger] TaskOrchestrationContext context, RollUpTurn input)
        => rollUpStream.RunAsync(context, input);

    /// <summary>See <see cref="Core.Analytics.RollUp.PlanRollUp"/>.</summary>
    [Function(nameof(PlanRollUp))]
    public Task<RollUpStep> PlanRollUp([ActivityTrigger] RollUpTarget input, CancellationToken cancellation)
        => planRollUp.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.RollUp.AggregateSegment"/>.</summary>
    [Function(nameof(AggregateSegment))]
    public Task<AggregatedPart> AggregateSegment([ActivityTrigger] RollUpPart input, CancellationToken cancellation)
        => aggregateSegment.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.RollUp.ApplyRollUp"/>.</summary>
    [Function(nameof(ApplyRollUp))]
    public Task<AppliedRollUp> ApplyRollUp([ActivityTrigger] RollUpResults input, CancellationToken cancellation)
        => applyRollUp.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.RollUp.CompactWindows"/>.</summary>
    [Function(nameof(CompactWindows))]
    public Task<StreamState> CompactWindows([ActivityTrigger] RollUpTarget input, CancellationToken cancellation)
        => compactWindows.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.RollUp.CompactSegments"/>.</summary>
    [Function(nameof(CompactSegments))]
    public Task<CompactedSegments> CompactSegments([ActivityTrigger] RollUpTarget input, CancellationToken cancellation)
        => compactSegments.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.Imports.ImportEvents"/>.</summary>
    [Function(nameof(ImportEvents))]
    public Task<ImportedEvents> ImportEvents([OrchestrationTrigger] TaskOrchestrationContext context, EventFile input)
        => importEvents.RunAsync(context, input);

    /// <summary>See <see cref="Core.Analytics.Imports.PlanImport"/>.</summary>
    [Function(nameof(PlanImport))]
    public Task<ImportPlan> PlanImport([ActivityTrigger] EventFile input, CancellationToken cancellation)
        => planImport.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.Imports.ImportShard"/>.</summary>
    [Function(nameof(ImportShard))]
    public Task<ImportedEvents> ImportShard([ActivityTrigger] FileShard input, CancellationToken cancellation)
        => importShard.RunAsync(input, cancellation);
}
