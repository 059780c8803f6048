using Polly.Timeout;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>What the outcome of one call says of the service that was called.</summary>
public readonly record struct CallVerdict
{
    private CallVerdict(CallVerdictKind kind, string? reason = null, TimeSpan? retryAfter = null)
    {
        Kind = kind;
        Reason = reason;
        RetryAfter = retryAfter;
    }

    /// <summary>The call says nothing of the service.</summary>
    public static CallVerdict None => default;

    /// <summary>The service answers.</summary>
    public static CallVerdict Success { get; } = new(CallVerdictKind.Success);

    /// <summary>The verdict.</summary>
    public CallVerdictKind Kind { get; }

    /// <summary>One sentence for operators; null unless a failure.</summary>
    public string? Reason { get; }

    /// <summary>How long the service asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The service cannot do its work now.</summary>
    /// <param name="reason">One sentence for operators.</param>
    /// <param name="retryAfter">How long the service asks to be left alone: the circuit breaks at once, for at least so long.</param>
    public static CallVerdict Failure(string reason, TimeSpan? retryAfter = null) => new(CallVerdictKind.Failure, reason, retryAfter);

    /// <summary>Judges an exception: timeouts and broken connections are the service's fault, cancellation by the caller and anything else is not.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="caller">The caller's token.</param>
    public static CallVerdict Of(Exception exception, CancellationToken caller) => exception switch
    {
        OperationCanceledException when caller.IsCancellationRequested => None,
        OperationCanceledException or TimeoutException or TimeoutRejectedException => Failure("The service did not answer in time."),
        HttpRequestException or IOException => Failure($"The service could not be reached. {exception.Message}"),
        _ => None,
    };

    /// <summary>Judges an HTTP answer: 408, 429 and 5xx are failures; any other says that the service works.</summary>
    /// <param name="response">The answer. Its <c>Retry-After</c> is heeded with 429 and 503.</param>
    /// <param name="now">The time that a date in <c>Retry-After</c> is compared with.</param>
    public static CallVerdict Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (status is not (408 or 429 or >= 500))
        {
            return Success;
        }

        var retryAfter = status is 429 or 503
            ? response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - now)
            : null;
        return Failure($"The service answered {status}.", retryAfter > TimeSpan.Zero ? retryAfter : null);
    }
}
