namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>An outbound request came to nothing. The message is fit for the caller who gave the URL.</summary>
public sealed class OutboundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="message">What happened, without inner details.</param>
    /// <param name="innerException">The cause.</param>
    public OutboundException(OutboundFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
        => Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public OutboundFailure Failure { get; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient
        => Failure is OutboundFailure.Unresolved or OutboundFailure.Unreachable or OutboundFailure.TimedOut or OutboundFailure.Paused;

    /// <summary>When to try again; null unless <see cref="OutboundFailure.Paused"/>.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
