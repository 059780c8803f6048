using System.Net;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Asks the operating system.</summary>
internal sealed class SystemHostResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken = default)
        => await Dns.GetHostAddressesAsync(host, cancellationToken);
}
