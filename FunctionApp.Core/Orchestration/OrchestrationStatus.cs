using System.Text.Json.Serialization;

namespace FunctionApp.Core.Orchestration;

/// <summary>Where an orchestration instance stands. Names as in Durable Functions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrchestrationStatus>))]
public enum OrchestrationStatus
{
    /// <summary>Scheduled; no step has run.</summary>
    Pending,

    /// <summary>Has run at least one step and is not finished; it may be asleep.</summary>
    Running,

    /// <summary>Returned its output.</summary>
    Completed,

    /// <summary>Threw, or could not be replayed.</summary>
    Failed,

    /// <summary>Was ended by a client.</summary>
    Terminated,

    /// <summary>Parked by a client: messages queue up until it is resumed.</summary>
    Suspended,

    /// <summary>Ended an execution in favour of a fresh one; seen only in passing.</summary>
    ContinuedAsNew,
}
