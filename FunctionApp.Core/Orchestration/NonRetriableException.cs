namespace FunctionApp.Core.Orchestration;

/// <summary>Thrown by an activity when trying again cannot help. Retry policies stop at once.</summary>
public sealed class NonRetriableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NonRetriableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
