using System.Text.Json.Serialization;

namespace FunctionApp.Core.Costs.Usage;

/// <summary>Why code ran.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionKind>))]
public enum ExecutionKind
{
    /// <summary>A request was answered, or a trigger ran.</summary>
    Request,

    /// <summary>An activity ran.</summary>
    Activity,

    /// <summary>An orchestrator went on to its next wait.</summary>
    Turn,

    /// <summary>An instance was executing anything at all.</summary>
    BusyPeriod,
}
