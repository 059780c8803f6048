using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Local.Cli;

/// <summary>What became of the events that were posted to a stream.</summary>
/// <param name="Name">The stream.</param>
/// <param name="Accepted">Events that are stored.</param>
/// <param name="Rejected">Lines that are no events.</param>
/// <param name="Windows">Windows that they are in.</param>
internal sealed record DemoStream(string Name, long Accepted, long Rejected, int Windows)
{
    /// <summary>All the windows together, for people; null when there are none.</summary>
    [JsonIgnore]
    public WindowAggregate? Summary { get; init; }

    /// <summary>Why the first rejected line is no event; null when none was rejected.</summary>
    [JsonIgnore]
    public string? FirstRejection { get; init; }
}
