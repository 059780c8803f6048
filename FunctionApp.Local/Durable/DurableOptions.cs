using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Local.Durable;

/// <summary>The embedded durable-execution engine. Bound from <c>Durable</c>.</summary>
internal sealed record DurableOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Durable";

    /// <summary>The SQLite file; its folder is created. One process at a time may open it. Default orchestrations.db in the data folder.</summary>
    [Required]
    public string DatabasePath { get; set; } = "";

    /// <summary>Activities that run at the same time. Default 8.</summary>
    [Range(1, 4096)]
    public int MaxConcurrentActivities { get; init; } = 8;

    /// <summary>Instances whose next step is worked out, or being committed, at the same time. Default 64.</summary>
    [Range(1, 4096)]
    public int MaxConcurrentOrchestrators { get; init; } = 64;

    /// <summary>How long a step may take before it is given to another worker; activities renew theirs while they run. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long activities may go on when the host stops; those that take longer are interrupted and run again at the next start. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Process crashes during one activity after which it is given up as failed. Default 10.</summary>
    [Range(1, 1000)]
    public int MaxActivityCrashes { get; init; } = 10;

    /// <summary>Most history events of one execution; one that needs more fails, and should have continued as new. Default 100,000.</summary>
    [Range(100, 10_000_000)]
    public int MaxHistoryEvents { get; init; } = 100_000;
}
