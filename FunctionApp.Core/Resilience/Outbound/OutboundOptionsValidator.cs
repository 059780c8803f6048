using System.Net;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Finds at start what data annotations cannot: networks and ports that are none.</summary>
internal sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var errors = options.AllowedNetworks
            .Where(network => !IPNetwork.TryParse(network, out _))
            .Select(network => $"Outbound:AllowedNetworks: '{network}' is no network in CIDR notation, such as 10.1.0.0/16 with the host bits zero.")
            .Concat(options.Ports
                .Where(port => port is < 1 or > ushort.MaxValue)
                .Select(port => $"Outbound:Ports: {port} is no port; ports are 1 to 65535."))
            .ToList();

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
