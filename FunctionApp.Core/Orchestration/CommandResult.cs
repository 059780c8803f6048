namespace FunctionApp.Core.Orchestration;

/// <summary>What became of a command to an instance. Not finding it, or finding it in the wrong state, is an expected answer.</summary>
public enum CommandResult
{
    /// <summary>Durably recorded; the instance will act on it.</summary>
    Accepted,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance's state does not allow it, for example terminating what is completed.</summary>
    InvalidState,
}
