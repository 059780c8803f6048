using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Durable;

/// <summary>Wires the embedded engine up.</summary>
internal static class DurableServices
{
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
        services.AddSingleton(catalog);
        services.AddSingleton(provider => new DurableDatabase(provider.GetRequiredService<IOptions<DurableOptions>>().Value.DatabasePath));
        services.AddSingleton<DurableQueries>();
        services.AddSingleton<CompletionSignals>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<OrchestrationExecutor>();
        services.AddSingleton<IOrchestrationClient, EmbeddedOrchestrationClient>();
        services.AddHostedService<OrchestrationEngine>();
        return services;
    }
}
