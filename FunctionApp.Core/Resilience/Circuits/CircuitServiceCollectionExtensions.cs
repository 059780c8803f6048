using FunctionApp.Core.Resilience.Circuits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds circuit breaking to a host.</summary>
public static class CircuitServiceCollectionExtensions
{
    /// <summary>Adds <see cref="CircuitRegistry"/> over the host's blob store, and its options, validated at start.</summary>
    public static IServiceCollection AddCircuits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CircuitOptions>()
            .Bind(configuration.GetSection(CircuitOptions.Section))
            .ValidateDataAnnotations()
            .Validate(options => options.MaxBreakDuration >= options.BreakDuration, "Circuits:MaxBreakDuration is at least Circuits:BreakDuration.")
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CircuitRegistry>();
        return services;
    }
}
