using FunctionApp.Core.Api;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;

namespace FunctionApp.Local.Http;

/// <summary>Puts Core's gateway before the routes.</summary>
internal static class GatewayMiddleware
{
    private static readonly PathString ApiPrefix = $"/{Routes.Prefix}";

    /// <summary>Has the security headers on every response, whoever writes it: goes first.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var headers = app.Services.GetRequiredService<SecurityHeaders>();
        app.Use((http, next) =>
        {
            headers.Apply(http);
            return next(http);
        });
    }

    /// <summary>Sets the security headers, also on a response that was cleared.</summary>
    public static void Apply(this SecurityHeaders headers, HttpContext http) => headers.Apply(http, ApiPrefix);

    /// <summary>Answers preflights, and lets requests through to the operations that their endpoints name.</summary>
    public static void UseGateway(this WebApplication app)
    {
        var crossOrigin = app.Services.GetRequiredService<CrossOrigin>();
        var gateway = app.Services.GetRequiredService<GatewayPipeline>();
        app.Use((http, next) =>
        {
            if (crossOrigin.AnswerPreflight(http))
            {
                return Task.CompletedTask;
            }

            return http.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>() is { } operation ? gateway.InvokeAsync(http, operation, next) : next(http);
        });
    }

    /// <summary>Names the operation of every endpoint of a group. One that is no operation keeps the host from starting: nobody would guard it.</summary>
    public static TBuilder RequireGateway<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Add(endpoint =>
        {
            var route = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText!.TrimStart('/');
            var method = endpoint.Metadata.OfType<IHttpMethodMetadata>().Single().HttpMethods.Single();
            endpoint.Metadata.Add(
                ApiOperations.Find(method, route) ?? throw new InvalidOperationException($"{method} {route} is not among {nameof(ApiOperations)}."));
        });
        return routes;
    }
}
