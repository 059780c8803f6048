using FunctionApp.Core.Gateway.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FunctionApp.Local.Http;

/// <summary>Kestrel's own limits. It closes the connection without a word, so they leave the gateway room to say what is wrong.</summary>
internal static class KestrelRoom
{
    private const int Factor = 4;

    public static void LeaveRoomFor(this KestrelServerOptions kestrel, RequestLimitOptions gateway)
    {
        kestrel.Limits.MaxRequestLineSize = gateway.MaxUrlLength * Factor;
        kestrel.Limits.MaxRequestHeaderCount = gateway.MaxHeaderCount * Factor;
        kestrel.Limits.MaxRequestHeadersTotalSize = gateway.MaxHeaderBytes * Factor;
        kestrel.Limits.MaxRequestBufferSize = Math.Max(
            kestrel.Limits.MaxRequestBufferSize ?? 0, kestrel.Limits.MaxRequestLineSize + kestrel.Limits.MaxRequestHeadersTotalSize);
    }
}
