using System.Net;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Finds at start what data annotations cannot: networks and ports that are none.</summary>
internal sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var errors = options.AllowedNetworks
            .Where(network => !IsNetwork(network))
            .Select(network => $"Outbound:AllowedNetworks: '{network}' is no network in CIDR notation, such as 10.1.0.0/16 with the host bits zero.")
            .Concat(options.Ports
                .Where(port => port is < 1 or > ushort.MaxValue)
                .Select(port => $"Outbound:Ports: {port} is no port; ports are 1 to 65535."))
            .ToList();

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Parsing forgives host bits, but 10.0.0.1/8 says that somebody meant one address and would open a whole network.</summary>
    private static bool IsNetwork(string text)
        => IPNetwork.TryParse(text, out var network) && IPAddress.TryParse(text.Split('/')[0], out var address) && network.BaseAddress.Equals(address);
}
