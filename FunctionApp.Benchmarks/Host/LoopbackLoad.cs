using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FunctionApp.Benchmarks.Host;

/// <summary>The same GET over and over on a few connections, with next to no work of its own: what is measured is the host.</summary>
/// <remarks>Each connection waits for an answer before it asks again, so latency and throughput belong together.</remarks>
internal sealed class LoopbackLoad(Uri host, string pathAndQuery, int connections)
{
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: {host.Authority}\r\n\r\n");

    /// <summary>Requests a second, and the latency that 99 of 100 requests do not exceed.</summary>
    /// <exception cref="InvalidDataException">An answer was no 200, or not as long as the first.</exception>
    public async Task<(double PerSecond, TimeSpan P99)> RunAsync(TimeSpan duration)
    {
        await AskAsync(WarmUp);
        var started = Stopwatch.GetTimestamp();
        var latencies = await AskAsync(duration);
        var elapsed = Stopwatch.GetElapsedTime(started);
        latencies.Sort();
        return (latencies.Count / elapsed.TotalSeconds, Stopwatch.GetElapsedTime(0, latencies[latencies.Count * 99 / 100]));
    }

    private async Task<List<long>> AskAsync(TimeSpan duration)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskOnOneConnectionAsync(duration))));
        return [.. all.SelectMany(latencies => latencies)];
    }

    private async Task<List<long>> AskOnOneConnectionAsync(TimeSpan duration)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, host.Port);
        var buffer = new byte[BufferSize];
        var latencies = new List<long>();
        var expected = 0;
        var started = Stopwatch.GetTimestamp();
        for (var now = started; Stopwatch.GetElapsedTime(started, now) < duration;)
        {
            await socket.SendAsync(_request);
            var received = 0;
            do
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(received));
                received += count;
                expected = expected == 0 ? LengthOf(buffer.AsSpan(0, received)) : expected;
                if (count == 0 || (expected > 0 && received > expected))
                {
                    throw new InvalidDataException("An answer was not as long as the first.");
                }
            }
            while (expected == 0 || received < expected);

            var then = now;
            now = Stopwatch.GetTimestamp();
            latencies.Add(now - then);
        }

        return latencies;
    }

    /// <summary>The length of an answer, head and body; 0 while it cannot be told. Heads of equal answers are equally long: even their dates are.</summary>
    private static int LengthOf(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (!answer.StartsWith("HTTP/1.1 200 "u8) || end < 0)
        {
            throw new InvalidDataException($"The host answered: {Encoding.ASCII.GetString(answer)}");
        }

        var head = Encoding.ASCII.GetString(answer[..end]);
        if (head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } length)
        {
            return end + "\r\n\r\n".Length + int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture);
        }

        return answer.EndsWith("\r\n0\r\n\r\n"u8) ? answer.Length : 0;
    }
}
