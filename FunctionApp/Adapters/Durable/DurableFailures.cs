using System.Collections.Frozen;
using System.Text.Json;
using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using TaskFailedException = FunctionApp.Core.Orchestration.TaskFailedException;

namespace FunctionApp.Adapters.Durable;

/// <summary>Failures as the port and as Durable Task name them.</summary>
internal static class DurableFailures
{
    /// <summary>What Durable Task calls a failure that an orchestrator let escape: the port's own name for it is another.</summary>
    private static readonly string DurableTaskFailedType = typeof(Microsoft.DurableTask.TaskFailedException).FullName!;

    private static readonly string TaskFailedType = typeof(TaskFailedException).FullName!;

    /// <summary>Durable Task carries no flag of its own, so the type says that trying again cannot help.</summary>
    private static readonly FrozenSet<string> NonRetriableTypes =
        [typeof(NonRetriableException).FullName!, "ActivityTaskNotFound", "OrchestratorTaskNotFound"];

    private static readonly FailureDetails Terminated = new("Terminated", "The orchestration was terminated.");

    /// <summary>A failure from Durable Task.</summary>
    public static FailureDetails ToFailure(this TaskFailureDetails details)
        => Failure(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure?.ToFailure(), isNonRetriable: false);

    /// <summary>A failure from a history event of the Durable Task Framework.</summary>
    public static FailureDetails ToFailure(this DurableTask.Core.FailureDetails details)
        => Failure(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure?.ToFailure(), details.IsNonRetriable);

    /// <summary>Why a client ended an instance, which Durable Task records as the instance's output.</summary>
    public static FailureDetails? ToTermination(this string? output)
        => output.FromJsonString() is { Length: > 0 } reason ? new FailureDetails("Terminated", reason) : null;

    /// <summary>A text that a client may have sent as a JSON string.</summary>
    public static string? FromJsonString(this string? text)
    {
        try
        {
            return text is ['"', ..] ? JsonSerializer.Deserialize<string>(text) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>What an orchestrator catches, made of what Durable Task threw. Why a child was terminated it does not tell.</summary>
    public static TaskFailedException ToTaskFailed(this Microsoft.DurableTask.TaskFailedException exception)
        => new(exception.TaskName, exception.FailureDetails?.ToFailure() ?? Terminated, exception);

    /// <summary>What Durable Task knows how to record, made of what an orchestrator let escape; the cause is kept.</summary>
    public static Microsoft.DurableTask.TaskFailedException ToDurable(this TaskFailedException exception)
        => exception.InnerException as Microsoft.DurableTask.TaskFailedException
            ?? new(exception.TaskName, taskId: 0, exception.Failure.ToDetails());

    private static FailureDetails Failure(string type, string message, string? stackTrace, FailureDetails? inner, bool isNonRetriable)
        => new(type == DurableTaskFailedType ? TaskFailedType : type, message, stackTrace, inner, isNonRetriable || NonRetriableTypes.Contains(type));

    private static TaskFailureDetails ToDetails(this FailureDetails failure)
        => new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure?.ToDetails(), Properties: null);
}
