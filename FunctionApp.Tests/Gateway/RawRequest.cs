using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FunctionApp.Tests.Gateway;

/// <summary>Sends a request byte by byte as a test wrote it: what no well-behaved client would.</summary>
internal static class RawRequest
{
    /// <returns>The status of the answer.</returns>
    public static async Task<int> SendAsync(Uri host, string path, params IEnumerable<string> headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port);
        await using var stream = client.GetStream();
        var lines = headers.Prepend($"Host: {host.Authority}").Prepend($"GET {path} HTTP/1.1").Append("Connection: close");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"));

        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await reader.ReadLineAsync();
        return int.Parse(status!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
