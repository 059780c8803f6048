using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Hosting;

/// <summary>Which triggers the host listens to. Bound from <c>Triggers</c>.</summary>
internal sealed record TriggerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triggers";

    /// <summary>Where blob events come from. Default Event Grid.</summary>
    [EnumDataType(typeof(BlobTriggerMode))]
    public BlobTriggerMode BlobSource { get; init; } = BlobTriggerMode.EventGrid;

    /// <summary>Whether a timer keeps an instance warm, for plans without always-ready instances. Default false.</summary>
    public bool KeepWarm { get; init; }
}
