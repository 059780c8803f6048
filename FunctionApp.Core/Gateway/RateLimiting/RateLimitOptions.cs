using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>How often each client may call, by rate class. Bound from <c>Gateway:RateLimits</c>.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Whether callers are limited at all. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Reads of what is stored.</summary>
    [ValidateObjectMembers]
    public RateQuota Read { get; init; } = new() { Quota = 1_000 };

    /// <summary>Small changes and commands.</summary>
    [ValidateObjectMembers]
    public RateQuota Write { get; init; } = new() { Quota = 100 };

    /// <summary>Uploads.</summary>
    [ValidateObjectMembers]
    public RateQuota Ingest { get; init; } = new() { Quota = 200 };

    /// <summary>Computed answers.</summary>
    [ValidateObjectMembers]
    public RateQuota Compute { get; init; } = new() { Quota = 100 };

    /// <summary>Most quotas, one for each client and rate class, that one process remembers. Clients beyond share what one may have. Default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxClients { get; init; } = 10_000;

    /// <summary>What happens while the shared limiter (Redis) is away: true counts in each process alone, false answers 503. Default true.</summary>
    public bool FailOpen { get; init; } = true;

    /// <summary>The longest a caller waits for the shared limiter. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the shared limiter is left alone after it failed. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan BypassPeriod { get; init; } = TimeSpan.FromSeconds(5);
}
