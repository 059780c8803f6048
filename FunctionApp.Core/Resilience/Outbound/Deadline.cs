namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>The time a request has, together with its caller's patience.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _timeout = new(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>What an exception on the way means to the caller; the exception itself when the caller gave up.</summary>
    public Exception Explain(Exception exception, string host) => exception switch
    {
        OutboundException => exception,
        { InnerException: OutboundException inner } => inner,
        OperationCanceledException when _caller.IsCancellationRequested => exception,
        OperationCanceledException or HttpRequestException { InnerException: OperationCanceledException or TimeoutException }
            => new OutboundException(OutboundFailure.TimedOut, $"'{host}' took too long to answer.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            => new OutboundException(OutboundFailure.TooLarge, $"'{host}' sent more headers than allowed.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
            => new OutboundException(OutboundFailure.Malformed, $"'{host}' did not answer in HTTP.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            => new OutboundException(OutboundFailure.Unreachable, $"No secure connection to '{host}' could be made.", exception),
        HttpRequestException or IOException
            => new OutboundException(OutboundFailure.Unreachable, $"The connection to '{host}' failed.", exception),
        _ => exception,
    };

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
