using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Limits;

/// <summary>How many requests of each rate class one process serves at the same time; more are answered with 503. Bound from <c>Gateway:Concurrency</c>.</summary>
public sealed record ConcurrencyOptions
{
    /// <summary>Reads at the same time. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int Read { get; init; } = 1_000;

    /// <summary>Small changes and commands at the same time. Default 200.</summary>
    [Range(1, 100_000)]
    public int Write { get; init; } = 200;

    /// <summary>Uploads at the same time. Default 200.</summary>
    [Range(1, 100_000)]
    public int Ingest { get; init; } = 200;

    /// <summary>Computed answers at the same time. Default 100.</summary>
    [Range(1, 100_000)]
    public int Compute { get; init; } = 100;

    /// <summary>Requests of each rate class that may wait for a place instead of being turned away. Default 0.</summary>
    [Range(0, 1_000)]
    public int QueueLimit { get; init; }
}
