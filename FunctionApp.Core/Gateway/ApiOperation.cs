namespace FunctionApp.Core.Gateway;

/// <summary>One thing a caller can do: a method on a route, and who may.</summary>
/// <param name="Name">Unique; the name of the Azure function.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Route">One of <c>Routes</c>.</param>
/// <param name="Access">What the caller must be.</param>
/// <param name="RateClass">Which rate limit counts it.</param>
public sealed record ApiOperation(string Name, string Method, string Route, AccessLevel Access, RateClass RateClass)
{
    /// <summary>Whether a caller without a key may use it when the URL is signed; see <see cref="SignedUrls"/>.</summary>
    public bool AllowsSignature { get; init; }

    /// <summary>Whether it can leave things other than they were: such calls are audited and may carry an Idempotency-Key.</summary>
    public bool ChangesState { get; } = Method is not ("GET" or "HEAD" or "OPTIONS");
}
