using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Images.Import;

/// <summary>How images are fetched from elsewhere.</summary>
public sealed record ImportOptions
{
    /// <summary>Most URLs in one import. Default 100.</summary>
    [Range(1, 1_000)]
    public int MaxUrls { get; init; } = 100;

    /// <summary>How long one image may take to arrive, redirects included. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
