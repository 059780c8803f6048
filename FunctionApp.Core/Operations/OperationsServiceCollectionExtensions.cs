using FunctionApp.Core.Operations;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what keeps a host in good order.</summary>
public static class OperationsServiceCollectionExtensions
{
    /// <summary>Adds <see cref="Housekeeping"/>, <see cref="Warmup"/>, <see cref="OrchestrationFeed"/> and <see cref="OrchestrationAges"/>, and their options, validated at start.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HousekeepingOptions>()
            .Bind(configuration.GetSection(HousekeepingOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<OrchestrationFeedOptions>()
            .Bind(configuration.GetSection(OrchestrationFeedOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHealthChecks();
        services.AddMetrics();
        return services.AddSingleton<OrchestrationAges>().AddSingleton<OrchestrationFeed>().AddSingleton<Housekeeping>().AddSingleton<Warmup>();
    }
}
