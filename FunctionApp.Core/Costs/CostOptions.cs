using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Costs;

/// <summary>How usage is measured, kept and priced. Bound from <c>Costs</c>.</summary>
public sealed record CostOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Costs";

    /// <summary>The platform that manifests, shares and the overview are priced for. Default azure-flex-consumption.</summary>
    [Required]
    public string Platform { get; init; } = "azure-flex-consumption";

    /// <summary>Memory of an instance in megabytes: what a second of execution is multiplied with. Default 2048.</summary>
    [Range(128, 32_768)]
    public int InstanceMemoryMegabytes { get; init; } = 2_048;

    /// <summary>How often usage is added to the day's record in the blob store. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RecordInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most streams, and most names of each other kind, that a day's record tells apart; further ones are counted together as <c>(other)</c>. Default 500.</summary>
    [Range(1, 10_000)]
    public int MaxNames { get; init; } = 500;

    /// <summary>How long the records of days are kept. Default 400 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(400);
}
