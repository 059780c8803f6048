namespace FunctionApp.Local.Durable.Storage;

/// <summary>Where a test can let the engine die, as if the process had been killed there.</summary>
internal enum FaultPoint
{
    /// <summary>Before an orchestrator's step is worked out.</summary>
    BeforeStep,

    /// <summary>Before an activity runs.</summary>
    BeforeActivity,

    /// <summary>After an activity ran, before its result is stored.</summary>
    AfterActivity,

    /// <summary>In a transaction that is written but not committed.</summary>
    BeforeCommit,

    /// <summary>After a commit that nobody has been told of.</summary>
    AfterCommit,
}
