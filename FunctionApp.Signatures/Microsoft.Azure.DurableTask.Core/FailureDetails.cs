namespace DurableTask.Core;

public class FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable)
{
    public string ErrorType { get; } = errorType;
    public string ErrorMessage { get; } = errorMessage;
    public string? StackTrace { get; } = stackTrace;
    public FailureDetails? InnerFailure { get; } = innerFailure;
    public bool IsNonRetriable { get; } = isNonRetriable;
}
