using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>The health routes.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.HealthLive, () => HealthApi.Live());
        routes.MapGet(Routes.HealthReady, (HealthApi health, CancellationToken cancellation) => health.ReadyAsync(cancellation));
    }
}
