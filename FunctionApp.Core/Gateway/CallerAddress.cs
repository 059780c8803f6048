using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway;

/// <summary>Where a request comes from.</summary>
internal sealed class CallerAddress(IOptions<GatewayOptions> options, GatewayHost host)
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <summary>Half of an IPv6 address is the network that one subscriber has to themselves (RFC 6177).</summary>
    private const int SubscriberBytes = 8;

    private readonly int _hops = options.Value.ProxyHops ?? host.ProxyHops;

    /// <summary>Whether the caller is at this machine: the connection is, and nothing says that it carries a request from elsewhere.</summary>
    public bool IsThisMachine(HttpContext http)
    {
        var headers = http.Request.Headers;
        return host.TrustsLoopback
            && http.Connection.RemoteIpAddress is { } remote
            && IPAddress.IsLoopback(remote)
            && !headers.ContainsKey(ForwardedFor)
            && !headers.ContainsKey("Forwarded")
            && !headers.ContainsKey("X-Real-IP");
    }

    /// <summary>A name for whoever calls without a credential: the IPv4 address, or the network of the IPv6 address.</summary>
    public Caller Anonymous(HttpContext http) => new($"ip:{Name(Find(http))}", AccessLevel.Anonymous);

    private static string Name(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6 } => $"{new IPAddress([.. address.GetAddressBytes()[..SubscriberBytes], .. new byte[SubscriberBytes]])}/64",
            _ => address.ToString(),
        };
    }

    /// <summary>Each trusted proxy wrote the address it saw at the end of the list; what comes before those, anybody may have written.</summary>
    private IPAddress? Find(HttpContext http)
    {
        if (_hops == 0)
        {
            return http.Connection.RemoteIpAddress;
        }

        var entries = string.Join(',', http.Request.Headers[ForwardedFor].AsEnumerable()).Split(',', StringSplitOptions.TrimEntries);
        var entry = entries[Math.Max(0, entries.Length - _hops)];
        return IPEndPoint.TryParse(entry, out var endpoint) ? endpoint.Address : null;
    }
}
