using System.Net;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Finds the addresses of a host. Asked anew for every connection; what it answers is judged each time.</summary>
public interface IHostResolver
{
    /// <summary>The addresses, best first.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The host is not known, or nobody answers.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken = default);
}
