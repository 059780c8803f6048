using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>The blob service of Azurite in a process of its own, on a free port, with everything in memory.</summary>
internal sealed class Azurite
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's published account key: a constant of the product, and no secret.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<Azurite>> Started = new(StartAsync);

    private readonly Process _process;

    private Azurite(Process process, int port)
    {
        _process = process;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public string ConnectionString { get; }

    /// <summary>The one emulator that all tests share; each test has a container of its own.</summary>
    public static Task<Azurite> SharedAsync() => Started.Value;

    /// <summary>Stops it, if it was started.</summary>
    public static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            var azurite = await Started.Value;
            azurite._process.Kill(entireProcessTree: true);
            azurite._process.Dispose();
        }
    }

    private static async Task<Azurite> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo(
            Repository.File("eng", "azurite", "node_modules", ".bin", "azurite-blob"),
            ["--blobPort", $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--silent"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("successfully listening", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, port);
            }
        }

        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
