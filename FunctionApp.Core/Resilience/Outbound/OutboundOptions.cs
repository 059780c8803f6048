using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Where requests to addresses that callers gave may go, and how long they may take. Bound from <c>Outbound</c>.</summary>
public sealed record OutboundOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Outbound";

    private static readonly IReadOnlyList<int> WebPorts = [80, 443];

    /// <summary>Networks that may be called although they are not public, on any port, for example <c>10.1.0.0/16</c>. Link-local and metadata addresses stay refused.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Ports of public addresses that may be called. Empty means 80 and 443.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>The longest URL, in characters. Default 2048.</summary>
    [Range(16, 16_384)]
    public int MaxUrlLength { get; init; } = 2_048;

    /// <summary>Redirects that are followed; each target is judged like the first. Default 5.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How long finding and opening a connection may take. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Kilobytes that the headers of one response may have. Default 32.</summary>
    [Range(1, 1_024)]
    public int MaxHeaderKilobytes { get; init; } = 32;

    /// <summary>Connections to one host at the same time. Default 16.</summary>
    [Range(1, 1_000)]
    public int MaxConnectionsPerHost { get; init; } = 16;

    /// <summary>The ports in force.</summary>
    public IReadOnlyList<int> EffectivePorts => Ports.Count > 0 ? Ports : WebPorts;
}
