namespace FunctionApp.Core.Orchestration;

/// <summary>What an orchestrator catches when an activity or a child orchestration failed for good.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="taskName">The activity or orchestrator that failed.</param>
    /// <param name="failure">What went wrong there.</param>
    /// <param name="innerException">The backend's own exception, if it has one.</param>
    public TaskFailedException(string taskName, FailureDetails failure, Exception? innerException = null)
        : base($"Task '{taskName}' failed: {failure.ErrorMessage}", innerException)
    {
        TaskName = taskName;
        Failure = failure;
    }

    /// <summary>The activity or orchestrator that failed.</summary>
    public string TaskName { get; }

    /// <summary>What went wrong there.</summary>
    public FailureDetails Failure { get; }
}
