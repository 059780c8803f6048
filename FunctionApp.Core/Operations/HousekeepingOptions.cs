using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Operations;

/// <summary>What <see cref="Housekeeping"/> clears away. Bound from <c>Housekeeping</c>.</summary>
public sealed record HousekeepingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Housekeeping";

    /// <summary>How long a finished orchestration stays, with its history, and a webhook's delivery. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepFinishedFor { get; init; } = TimeSpan.FromDays(30);
}
