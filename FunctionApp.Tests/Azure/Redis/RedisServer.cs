using System.Diagnostics;
using System.Net.Sockets;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Azure.Redis;

/// <summary>A real redis-server in a process of its own, which keeps nothing and listens on a socket file only.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private RedisServer(TemporaryFolder folder, Process process)
    {
        _folder = folder;
        _process = process;
    }

    private string SocketFile => _folder.File("redis.sock");

    public static RedisServer Start()
    {
        var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(
            "redis-server", ["--port", "0", "--unixsocket", folder.File("redis.sock"), "--dir", folder.Path, "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return new(folder, process);
    }

    /// <summary>A connection, as soon as the server takes one.</summary>
    public async Task<RedisClient> ConnectAsync()
    {
        using var timeout = new CancellationTokenSource(GiveUpAfter);
        while (true)
        {
            try
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketFile), timeout.Token);
                return new(new NetworkStream(socket, ownsSocket: true));
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, timeout.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
