using System.Net;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>A network that is not part of the public internet.</summary>
/// <param name="Network">Its addresses.</param>
/// <param name="Purpose">What it is for, as it reads after "The address is".</param>
internal sealed record ReservedNetwork(IPNetwork Network, string Purpose)
{
    /// <summary>Where clouds keep metadata and credentials, and where only neighbours on the wire are. Never called, whatever is configured.</summary>
    public static IReadOnlyList<ReservedNetwork> Forbidden { get; } =
    [
        new(IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        new(IPNetwork.Parse("168.63.129.16/32"), "the platform's own"),
        new(IPNetwork.Parse("fe80::/10"), "link-local"),
        new(IPNetwork.Parse("fd00:ec2::254/128"), "the platform's own"),
    ];

    /// <summary>IPv4 by the IANA special-purpose address registry, and multicast.</summary>
    public static IReadOnlyList<ReservedNetwork> IPv4 { get; } =
    [
        new(IPNetwork.Parse("0.0.0.0/8"), "of this network only"),
        new(IPNetwork.Parse("10.0.0.0/8"), "private"),
        new(IPNetwork.Parse("100.64.0.0/10"), "shared by carriers"),
        new(IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        new(IPNetwork.Parse("172.16.0.0/12"), "private"),
        new(IPNetwork.Parse("192.0.0.0/24"), "reserved for protocols"),
        new(IPNetwork.Parse("192.0.2.0/24"), "reserved for documentation"),
        new(IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay"),
        new(IPNetwork.Parse("192.168.0.0/16"), "private"),
        new(IPNetwork.Parse("198.18.0.0/15"), "reserved for benchmarks"),
        new(IPNetwork.Parse("198.51.100.0/24"), "reserved for documentation"),
        new(IPNetwork.Parse("203.0.113.0/24"), "reserved for documentation"),
        new(IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        new(IPNetwork.Parse("240.0.0.0/4"), "reserved or broadcast"),
    ];

    /// <summary>The parts of global unicast IPv6 that are not global: protocol assignments (Teredo and ORCHID among them), 6to4, documentation.</summary>
    public static IReadOnlyList<ReservedNetwork> IPv6 { get; } =
    [
        new(IPNetwork.Parse("2001::/23"), "reserved for protocols"),
        new(IPNetwork.Parse("2001:db8::/32"), "reserved for documentation"),
        new(IPNetwork.Parse("2002::/16"), "an IPv4 address in disguise"),
        new(IPNetwork.Parse("3fff::/20"), "reserved for documentation"),
    ];
}
