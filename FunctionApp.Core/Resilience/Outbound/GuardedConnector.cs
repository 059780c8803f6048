using System.Net;
using System.Net.Sockets;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Opens connections, and only to addresses that the policy allows.</summary>
/// <remarks>
/// The name is resolved here, the answer judged here and the judged address connected to: there is no second look-up in which the name
/// could mean something else. Several addresses are tried a quarter of a second apart, the first to answer wins (RFC 8305, 5).
/// </remarks>
internal sealed class GuardedConnector(IHostResolver resolver, NetworkPolicy policy, TimeProvider time)
{
    private const int MaxAddresses = 8;
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host, cancellationToken);
        var refusals = addresses.Select(address => policy.Refusal(address, port)).ToList();
        var allowed = addresses.Where((_, index) => refusals[index] is null).Take(MaxAddresses).ToList();
        if (allowed.Count == 0)
        {
            throw refusals.Count == 0
                ? new OutboundException(OutboundFailure.Unresolved, $"'{host}' has no address.")
                : new OutboundException(OutboundFailure.Refused, $"'{host}' must not be called: the address is {refusals[0]}.");
        }

        return new NetworkStream(await RaceAsync(allowed, port, cancellationToken), ownsSocket: true);
    }

    private static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DiscardAsync(Task<Socket> attempt)
    {
        try
        {
            (await attempt).Dispose();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // It lost anyway.
        }
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await resolver.ResolveAsync(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new OutboundException(OutboundFailure.Unresolved, $"No address of '{host}' was found.", exception);
        }
    }

    private async Task<Socket> RaceAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPAddress>(addresses);
        var running = new List<Task<Socket>>();
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var address))
                {
                    running.Add(OpenAsync(address, port, stop.Token));
                }

                var headStart = Task.Delay(waiting.Count > 0 ? HeadStart : Timeout.InfiniteTimeSpan, time, stop.Token);
                if (await Task.WhenAny([.. running, headStart]) is not Task<Socket> finished)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                running.Remove(finished);
                if (finished.IsCompletedSuccessfully || (running.Count == 0 && waiting.Count == 0))
                {
                    return await finished;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var loser in running)
            {
                _ = DiscardAsync(loser);
            }
        }
    }
}
