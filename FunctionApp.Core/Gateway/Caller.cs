namespace FunctionApp.Core.Gateway;

/// <summary>Who calls, as far as the gateway knows.</summary>
/// <param name="Client">What rate limits, idempotency keys and the audit log know the caller by: <c>key:</c>, <c>entra:</c> or <c>ip:</c> and a name.</param>
/// <param name="Access">What the caller may do.</param>
public sealed record Caller(string Client, AccessLevel Access)
{
    /// <summary>Whoever may use the system without a credential: the developer at this machine. Rate limits are not for them.</summary>
    public static Caller Owner { get; } = new("owner", AccessLevel.Operator);
}
