using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>The pages for people.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Dashboard, (DashboardApi dashboard, HttpRequest request) => dashboard.GetDashboard(request));
        routes.MapGet(Routes.ApiReference, (DashboardApi dashboard, HttpRequest request) => dashboard.GetApiReference(request));
        routes.MapGet(Routes.DashboardAsset, (DashboardApi dashboard, string name, HttpRequest request) => dashboard.GetDashboardAsset(name, request));
    }
}
