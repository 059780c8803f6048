using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.Support;

/// <summary>A vision service on loopback: it answers as Image Analysis 4.0 is documented to, until a test has it answer otherwise.</summary>
internal sealed class VisionServer : IAsyncDisposable
{
    /// <summary>An answer with all features, in the documented form.</summary>
    public const string Analysis = """
        {
          "modelVersion": "2024-02-01",
          "metadata": { "width": 320, "height": 240 },
          "tagsResult": { "values": [
            { "name": "mountain", "confidence": 0.98 },
            { "name": "sky", "confidence": 0.91 },
            { "name": "boat", "confidence": 0.12 } ] },
          "captionResult": { "text": "a mountain under a clear sky", "confidence": 0.77 },
          "peopleResult": { "values": [
            { "boundingBox": { "x": 1, "y": 2, "w": 30, "h": 40 }, "confidence": 0.9 },
            { "boundingBox": { "x": 5, "y": 2, "w": 3, "h": 4 }, "confidence": 0.01 } ] },
          "readResult": { "blocks": [ { "lines": [
            { "text": "SUMMIT", "boundingPolygon": [ { "x": 1, "y": 2 } ], "words": [ { "text": "SUMMIT", "confidence": 0.9 } ] },
            { "text": "2,962 m", "boundingPolygon": [], "words": [] } ] } ] }
        }
        """;

    private readonly WebApplication _app;
    private int _requests;

    private VisionServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>How many requests have come.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What it does with a request, whose number is given; the body has been read.</summary>
    public Func<HttpContext, int, Task> OnRequest { get; set; } = (http, _) => AnswerAsync(http, HttpStatusCode.OK, Analysis);

    /// <summary>The body of the last request.</summary>
    public byte[] LastBody { get; private set; } = [];

    public static async Task<VisionServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new VisionServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public static Task AnswerAsync(HttpContext http, HttpStatusCode status, string body = "")
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        // A request that a test has hanging must not hold up the end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        LastBody = body.ToArray();
        await OnRequest(http, Interlocked.Increment(ref _requests));
    }
}
