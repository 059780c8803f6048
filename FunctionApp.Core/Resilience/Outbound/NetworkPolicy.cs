using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Tells which addresses may be connected to on behalf of a caller: public ones, and what <see cref="OutboundOptions.AllowedNetworks"/> adds.</summary>
/// <remarks>
/// The registries are those of IANA (special-purpose IPv4 and IPv6 addresses, RFC 6890). Of IPv6 only global unicast, 2000::/3, is public
/// at all. An IPv4 address inside an IPv6 one is judged as what it leads to where the platform itself translates (mapped, and the
/// well-known NAT64 prefix that DNS64 answers with), and refused in every other disguise.
/// </remarks>
public sealed class NetworkPolicy(IOptions<OutboundOptions> options)
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork WellKnownNat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly IReadOnlyList<IPNetwork> _allowed = [.. options.Value.AllowedNetworks.Select(network => IPNetwork.Parse(network))];
    private readonly IReadOnlyList<int> _ports = options.Value.EffectivePorts;

    /// <summary>Whether some address may be called on a port.</summary>
    public bool MayUse(int port) => _allowed.Count > 0 || _ports.Contains(port);

    /// <summary>Why an address must not be connected to, as it reads after "The address is"; null when it may be.</summary>
    public string? Refusal(IPAddress address, int port)
    {
        address = Untranslated(address);
        if (Purpose(ReservedNetwork.Forbidden, address) is { } forbidden)
        {
            return forbidden;
        }

        if (_allowed.Any(network => network.Contains(address)))
        {
            return null;
        }

        return Reservation(address) ?? (_ports.Contains(port) ? null : $"public, but port {port} is not allowed");
    }

    private static string? Reservation(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Purpose(ReservedNetwork.IPv4, address);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !GlobalUnicast.Contains(address))
        {
            return "not global";
        }

        return Purpose(ReservedNetwork.IPv6, address) ?? (IsIsatap(address) ? "an IPv4 address in disguise" : null);
    }

    private static string? Purpose(IReadOnlyList<ReservedNetwork> reserved, IPAddress address)
        => reserved.FirstOrDefault(entry => entry.Network.Contains(address))?.Purpose;

    /// <summary>The IPv4 address that the platform or its network really connects to.</summary>
    private static IPAddress Untranslated(IPAddress address)
        => address.IsIPv4MappedToIPv6
            ? address.MapToIPv4()
            : WellKnownNat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : address;

    /// <summary>Interface identifiers 0000:5efe:a.b.c.d and 0200:5efe:a.b.c.d (RFC 5214, 6.1).</summary>
    private static bool IsIsatap(IPAddress address) => address.GetAddressBytes().AsSpan(8, 4) is [0x00 or 0x02, 0x00, 0x5E, 0xFE];
}
