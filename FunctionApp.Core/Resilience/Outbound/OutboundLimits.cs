namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>What one request may cost.</summary>
/// <param name="Timeout">From the first step to the last byte of the body, redirects included: a slow sender gains nothing by sending a little at a time.</param>
/// <param name="MaxBytes">Bytes of the body.</param>
public sealed record OutboundLimits(TimeSpan Timeout, long MaxBytes);
