namespace FunctionApp.Core.Api;

/// <summary>A URL that needs no key.</summary>
/// <param name="Url">Path and query, relative to the host.</param>
/// <param name="ExpiresAt">When it stops working (UTC).</param>
public sealed record SignedTransform(string Url, DateTimeOffset ExpiresAt);
