using System.Globalization;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Durable;

/// <summary>Wires the embedded engine up.</summary>
internal static class DurableServices
{
    /// <summary>What the rest of the host has, once activities are done: requests under way finish in it.</summary>
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(15);

    /// <summary>Adds the engine, its client, and everything the catalog lists.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="catalog">The orchestrators and activities to run.</param>
    /// <param name="options">Options; bound from the section <see cref="DurableOptions.Section"/> when null.</param>
    public static IServiceCollection AddEmbeddedOrchestrations(
        this IServiceCollection services, TaskCatalog catalog, DurableOptions? options = null)
    {
        if (options is null)
        {
            services.AddOptions<DurableOptions>().BindConfiguration(DurableOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        }
        else
        {
            services.AddSingleton(Options.Create(options));
        }

        catalog.AddTo(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<UsageMeter>();
        services.AddSingleton(catalog);
        services.AddSingleton(provider => new DurableDatabase(provider.GetRequiredService<IOptions<DurableOptions>>().Value.DatabasePath));
        services.AddSingleton<DurableQueries>();
        services.AddSingleton<CompletionSignals>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<OrchestrationExecutor>();
        services.AddSingleton<IOrchestrationClient, EmbeddedOrchestrationClient>();
        services.AddSingleton<OrchestrationEngine>();
        services.AddHostedService<EngineBacklog>();
        services.AddHostedService(provider => provider.GetRequiredService<OrchestrationEngine>());
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration)
            => host.ShutdownTimeout = DrainTimeout(configuration) + AfterDrain);
        return services;
    }

    /// <summary>The setting before it is validated: the host wants to know before it is built, and must not fail there.</summary>
    private static TimeSpan DrainTimeout(IConfiguration configuration)
        => TimeSpan.TryParse(
            configuration[$"{DurableOptions.Section}:{nameof(DurableOptions.DrainTimeout)}"], CultureInfo.InvariantCulture, out var timeout)
            ? timeout
            : new DurableOptions().DrainTimeout;
}
