namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>What a measurement says of an operation.</summary>
public enum MeasuredOutcome
{
    /// <summary>It is about something else.</summary>
    Other,

    /// <summary>It went well.</summary>
    Succeeded,

    /// <summary>It did not.</summary>
    Failed,
}
