using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Limits;

/// <summary>How large a request may be. Uploads have limits of their own. Bound from <c>Gateway:Requests</c>.</summary>
public sealed record RequestLimitOptions
{
    /// <summary>Most characters of path and query, as sent; more is answered with 414. Default 4,096.</summary>
    [Range(256, 65_536)]
    public int MaxUrlLength { get; init; } = 4_096;

    /// <summary>Most header fields; more is answered with 431. Default 64.</summary>
    [Range(16, 1_024)]
    public int MaxHeaderCount { get; init; } = 64;

    /// <summary>Most characters of header names and values together; more is answered with 431. Default 16,384.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxHeaderBytes { get; init; } = 16_384;

    /// <summary>Most bytes of a body that is no upload; more is answered with 413. Default 1 MB.</summary>
    [Range(1_024, 100_000_000)]
    public long MaxBodyBytes { get; init; } = 1_000_000;
}
