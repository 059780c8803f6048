using System.Net;
using System.Net.Sockets;
using FunctionApp.Core.Resilience.Outbound;

namespace FunctionApp.Tests.Resilience.Outbound;

/// <summary>A name service that answers what the test says.</summary>
internal sealed class ScriptedResolver(Func<string, int, string[]> answer) : IHostResolver
{
    private int _questions;

    public int Questions => _questions;

    /// <summary>Every name is at this address.</summary>
    public static ScriptedResolver Always(params string[] addresses) => new((_, _) => addresses);

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken = default)
    {
        var addresses = answer(host, Interlocked.Increment(ref _questions));
        return addresses is ["none"]
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]);
    }
}
