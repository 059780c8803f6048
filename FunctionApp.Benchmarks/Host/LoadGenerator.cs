using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FunctionApp.Benchmarks.Host;

/// <summary>Asks for one path again and again over connections that stay open. It does no more than it must: the server is what is measured.</summary>
/// <param name="host">The server.</param>
/// <param name="path">What to GET.</param>
/// <param name="header">A header to send, if any.</param>
/// <param name="connections">Connections, each with one request at a time.</param>
internal sealed class LoadGenerator(Uri host, string path, string? header, int connections)
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {host.Authority}\r\n{(header is null ? "" : header + "\r\n")}\r\n");

    public async Task<LoadResult> RunAsync(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var usage = Environment.CpuUsage.TotalTime;
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(started, length))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - usage).TotalMicroseconds;
        var all = times.SelectMany(time => time).Order().ToArray();
        return new(all.Length / seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], used / all.Length);
    }

    private async Task<List<double>> AskAsync(long started, TimeSpan length)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host.Host, host.Port);
        var times = new List<double>();
        var buffer = new byte[64 * 1024];
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            var asked = Stopwatch.GetTimestamp();
            await socket.SendAsync(_request);
            var received = 0;
            do
            {
                received += await socket.ReceiveAsync(buffer.AsMemory(received));
            }
            while (!IsWhole(buffer.AsSpan(0, received)));

            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>Whether an answer has come to its end: as many bytes as it said, or the empty chunk.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer));
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        return length < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : answer.Length - head - 4 >= LengthOf(answer[(length + 16)..head]);
    }

    private static int LengthOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture);
    }
}
