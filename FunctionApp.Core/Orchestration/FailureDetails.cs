namespace FunctionApp.Core.Orchestration;

/// <summary>A failure as it crosses from one task to another: data, never a live exception.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown; kept in the history for operators, never sent to callers of the API.</param>
/// <param name="InnerFailure">The cause, if there was one.</param>
/// <param name="IsNonRetriable">True when trying again cannot help; retry policies stop at once.</param>
public sealed record FailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace = null, FailureDetails? InnerFailure = null, bool IsNonRetriable = false)
{
    /// <summary>Describes an exception and its causes.</summary>
    public static FailureDetails FromException(Exception exception) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        exception.Message,
        exception.StackTrace,
        exception switch
        {
            TaskFailedException failed => failed.Failure,
            { InnerException: { } inner } => FromException(inner),
            _ => null,
        },
        exception is NonRetriableException);

    /// <summary>The same failure as callers of the API may see it.</summary>
    public FailureDetails WithoutStackTrace() => this with { StackTrace = null, InnerFailure = InnerFailure?.WithoutStackTrace() };
}
