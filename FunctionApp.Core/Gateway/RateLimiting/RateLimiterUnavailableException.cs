namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>The shared rate limiter is away, and the settings say that nobody gets in uncounted.</summary>
public sealed class RateLimiterUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
