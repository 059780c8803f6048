using System.Net;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Http;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.Gateway;

/// <summary>The gateway over HTTP before operations that do what a test says: a method on <c>/api/{rate class}</c>.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _app;

    private GatewayApp(TemporaryFolder folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()) };
    }

    /// <summary>Serves a request: by default, the gateway and then the handler.</summary>
    public delegate Task Serve(IServiceProvider services, HttpContext http, ApiOperation operation, RequestDelegate handler);

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<GatewayApp> StartAsync(
        RequestDelegate handler,
        Action<IServiceCollection>? configure = null,
        GatewayHost? host = null,
        Serve? serve = null,
        params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddProblemDetails();
        builder.Services.AddFileBlobStore(folder.Path);
        builder.Services.AddGateway(builder.Configuration, host ?? new GatewayHost(TrustsLoopback: true, ProxyHops: 0));
        configure?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

        var app = builder.Build();
        serve ??= ByGateway;
        app.UseSecurityHeaders();
        app.UseProblems();
        app.Use((http, next) => app.Services.GetRequiredService<CrossOrigin>().AnswerPreflight(http) ? Task.CompletedTask : next(http));
        app.Run(http => serve(app.Services, http, Operation(http.Request), handler));
        await app.StartAsync();
        return new(folder, app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private static Task ByGateway(IServiceProvider services, HttpContext http, ApiOperation operation, RequestDelegate handler)
        => services.GetRequiredService<GatewayPipeline>().InvokeAsync(http, operation, handler);

    private static ApiOperation Operation(HttpRequest request)
    {
        var rateClass = Enum.Parse<RateClass>(request.Path.Value!.Split('/')[2], ignoreCase: true);
        var access = HttpMethods.IsGet(request.Method) ? AccessLevel.Reader : AccessLevel.Writer;
        return new($"Test{rateClass}", request.Method, "{rateClass}", access, rateClass);
    }
}
