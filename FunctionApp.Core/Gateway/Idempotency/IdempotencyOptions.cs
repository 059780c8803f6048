using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>How answers are kept for calls that are repeated with the same Idempotency-Key. Bound from <c>Gateway:Idempotency</c>.</summary>
public sealed record IdempotencyOptions
{
    /// <summary>How long an answer is kept. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a call may take before its key is free again: a process that died in the middle holds it no longer. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer that is kept, in bytes; of a larger one only that it was given. Default 262,144.</summary>
    [Range(0, 10_000_000)]
    public int MaxResponseBytes { get; init; } = 262_144;
}
