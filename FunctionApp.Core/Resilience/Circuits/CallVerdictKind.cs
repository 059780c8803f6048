namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>What the outcome of a call says of the service.</summary>
public enum CallVerdictKind
{
    /// <summary>Nothing: the caller gave up, or the fault is not the service's.</summary>
    None,

    /// <summary>The service answers; also when it answers that the request is wrong.</summary>
    Success,

    /// <summary>The service cannot do its work now.</summary>
    Failure,
}
