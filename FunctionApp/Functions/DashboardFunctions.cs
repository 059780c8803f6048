using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>The pages for people.</summary>
public sealed class DashboardFunctions(DashboardApi dashboard)
{
    /// <summary>See <see cref="DashboardApi.GetDashboard"/>.</summary>
    [Function(nameof(GetDashboard))]
    public IResult GetDashboard([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Dashboard)] HttpRequest request)
        => dashboard.GetDashboard(request);

    /// <summary>See <see cref="DashboardApi.GetApiReference"/>.</summary>
    [Function(nameof(GetApiReference))]
    public IResult GetApiReference([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ApiReference)] HttpRequest request)
        => dashboard.GetApiReference(request);

    /// <summary>See <see cref="DashboardApi.GetDashboardAsset"/>.</summary>
    [Function(nameof(GetDashboardAsset))]
    public IResult GetDashboardAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.DashboardAsset)] HttpRequest request, string name)
        => dashboard.GetDashboardAsset(name, request);
}
