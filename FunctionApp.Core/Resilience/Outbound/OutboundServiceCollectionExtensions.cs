using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Adds guarded outbound requests to a host.</summary>
public static class OutboundServiceCollectionExtensions
{
    /// <summary>Adds <see cref="OutboundClient"/> and its options, validated at start.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboundOptions>()
            .Bind(configuration.GetSection(OutboundOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        return services
            .AddSingleton<NetworkPolicy>()
            .AddSingleton<OutboundUrls>()
            .AddSingleton<OutboundClient>();
    }
}
