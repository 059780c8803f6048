using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>A redis-server in a process of its own, on a free port, with nothing on disk.</summary>
internal sealed class RedisServer
{
    private static readonly Lazy<Task<RedisServer>> Started = new(StartAsync);

    private readonly Process _process;

    private RedisServer(Process process, IConnectionMultiplexer connection)
    {
        _process = process;
        Connection = connection;
    }

    public IConnectionMultiplexer Connection { get; }

    /// <summary>The one server that all tests share; each test has a key prefix of its own.</summary>
    public static Task<RedisServer> SharedAsync() => Started.Value;

    /// <summary>Stops it, if it was started.</summary>
    public static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            var server = await Started.Value;
            await server.Connection.DisposeAsync();
            server._process.Kill(entireProcessTree: true);
            server._process.Dispose();
        }
    }

    private static async Task<RedisServer> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo(
            "redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port}"));
            }
        }

        throw new InvalidOperationException("redis-server ended before it listened.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
