using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Costs.Records;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the measuring of usage to a host.</summary>
public static class CostServiceCollectionExtensions
{
    /// <summary>Adds the meter, its durable record, and what prices both; options are validated at start.</summary>
    public static IServiceCollection AddCosts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CostOptions>()
            .Bind(configuration.GetSection(CostOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                costs => PriceSheets.Find(costs.Platform) is not null,
                $"Costs:Platform is one of {string.Join(", ", PriceSheets.All.Select(sheet => sheet.Platform))}.")
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<UsageMeter>();
        services.AddSingleton<UsageRecords>();
        services.AddSingleton<UsageRecorder>();
        services.AddSingleton<CostReports>();
        return services.AddHostedService(provider => provider.GetRequiredService<UsageRecorder>());
    }

    /// <summary>Makes a blob store the host's, with its use counted.</summary>
    /// <typeparam name="TStore">The store, which is registered as itself.</typeparam>
    public static IServiceCollection AddMeteredBlobs<TStore>(this IServiceCollection services)
        where TStore : class, IBlobStore
    {
        services.TryAddSingleton<UsageMeter>();
        services.TryAddSingleton<TStore>();
        return services.Replace(ServiceDescriptor.Singleton<IBlobStore>(
            provider => new MeteredBlobStore(provider.GetRequiredService<TStore>(), provider.GetRequiredService<UsageMeter>())));
    }
}
