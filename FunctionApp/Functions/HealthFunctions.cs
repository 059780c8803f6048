using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>The health routes.</summary>
public sealed class HealthFunctions(HealthApi health)
{
    /// <summary>See <see cref="HealthApi.Live"/>.</summary>
    [Function(nameof(GetLiveness))]
    public static IResult GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.HealthLive)] HttpRequest request)
        => HealthApi.Live();

    /// <summary>See <see cref="HealthApi.ReadyAsync"/>.</summary>
    [Function(nameof(GetReadiness))]
    public Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.HealthReady)] HttpRequest request, CancellationToken cancellation)
        => health.ReadyAsync(cancellation);
}
