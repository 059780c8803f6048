using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Operations;

/// <summary>How instances are watched live. Bound from <c>Orchestrations:Live</c>.</summary>
public sealed record OrchestrationFeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Orchestrations:Live";

    /// <summary>Most live connections of this process; one more is answered with 503. Default 200.</summary>
    [Range(0, 100_000)]
    public int MaxConnections { get; init; } = 200;

    /// <summary>How often a live connection looks for news. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a live connection is silent at most. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);
}
