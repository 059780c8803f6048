using FunctionApp.Core.Analytics;
using FunctionApp.Core.Images;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core;

/// <summary>All that the system does, in one list, for hosts to run.</summary>
public static class Pipelines
{
    /// <summary>Every orchestrator and activity of every pipeline.</summary>
    public static TaskCatalog Tasks() => new TaskCatalog()
        .Add<StartOrchestration, OrchestrationStart, string>(StartOrchestration.Name)
        .AddImages()
        .AddAnalytics();
}
