using System.Security.Cryptography;
using System.Text;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Names the circuit of a host: <c>host-example.com</c>.</summary>
internal static class HostCircuit
{
    private const string Prefix = "host-";

    /// <summary>The circuit's name; a hash stands for a host that is no such name, an IPv6 address for example.</summary>
    public static string NameOf(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant().TrimEnd('.');
        var name = Prefix + host;
        return CircuitName.IsValid(name) ? name : Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(host)))[..32];
    }
}
