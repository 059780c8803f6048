using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Local.Blobs;

/// <summary>How eagerly, how often and how patiently blobs are handled. Bound from <c>BlobTrigger</c>.</summary>
internal sealed record BlobTriggerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "BlobTrigger";

    /// <summary>Whether blobs are handled at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a file must not have changed before it is taken to be complete. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan QuietPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the container is compared with the receipts, in case the system's notifications missed something. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most blobs handled at the same time. Default 8.</summary>
    [Range(1, 1000)]
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>How often a version is tried, the first time included, before it is recorded as poisoned. Default 5.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The wait after the first failure; it doubles with each further one, up to a minute. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstRetryInterval { get; set; } = TimeSpan.FromSeconds(1);
}
