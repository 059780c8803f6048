using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Gateway.Limits;
using FunctionApp.Core.Gateway.RateLimiting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the gateway before a host's operations.</summary>
public static class GatewayServiceCollectionExtensions
{
    /// <summary>Adds <see cref="GatewayPipeline"/>, <see cref="SignedUrls"/>, <see cref="SecurityHeaders"/>, <see cref="CrossOrigin"/> and their options, validated at start.</summary>
    /// <param name="services">The host's services; it adds the blob store that idempotency keys are kept on.</param>
    /// <param name="configuration">Where options are bound from.</param>
    /// <param name="host">What the gateway has to know of the host.</param>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration, GatewayHost host)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSignedUrls(configuration);
        services.TryAddSingleton<ICorsService, CorsService>();
        services.TryAddSingleton<InMemoryRateLimiter>();
        services.TryAddSingleton<IRateLimiter>(provider => provider.GetRequiredService<InMemoryRateLimiter>());
        return services
            .AddSingleton(host)
            .AddSingleton<ApiKeyRing>()
            .AddSingleton<EntraTokens>()
            .AddSingleton<Authenticator>()
            .AddSingleton<CallerAddress>()
            .AddSingleton<RequestLimits>()
            .AddSingleton<ConcurrencyLimits>()
            .AddSingleton<IdempotencyStore>()
            .AddSingleton<IdempotentCalls>()
            .AddSingleton<SecurityHeaders>()
            .AddSingleton<CrossOrigin>()
            .AddSingleton<AuditLog>()
            .AddSingleton<GatewayMetrics>()
            .AddSingleton(CreatePipeline);
    }

    /// <summary>Counts calls for all processes together; while that is not possible, as <see cref="RateLimitOptions.FailOpen"/> says.</summary>
    /// <param name="services">The services, before or after <see cref="AddGateway"/>.</param>
    /// <param name="shared">Creates the limiter that all processes share.</param>
    public static IServiceCollection AddSharedRateLimiter(this IServiceCollection services, Func<IServiceProvider, IRateLimiter> shared)
        => services.Replace(ServiceDescriptor.Singleton<IRateLimiter>(provider => new GuardedRateLimiter(
            shared(provider),
            provider.GetRequiredService<InMemoryRateLimiter>(),
            provider.GetRequiredService<IOptions<GatewayOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GuardedRateLimiter>>())));

    private static GatewayPipeline CreatePipeline(IServiceProvider provider) => new(
        provider.GetRequiredService<RequestLimits>(),
        provider.GetRequiredService<Authenticator>(),
        provider.GetRequiredService<SignedUrls>(),
        provider.GetRequiredService<CallerAddress>(),
        provider.GetRequiredService<IRateLimiter>(),
        provider.GetRequiredService<ConcurrencyLimits>(),
        provider.GetRequiredService<IdempotentCalls>(),
        provider.GetRequiredService<CrossOrigin>(),
        provider.GetRequiredService<AuditLog>(),
        provider.GetRequiredService<GatewayMetrics>(),
        provider.GetRequiredService<IOptions<GatewayOptions>>());
}
