using FunctionApp.Core.Api;
using FunctionApp.Core.Api.Summary;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Telemetry.Summary;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what tells how the host is doing.</summary>
public static class SummaryServiceCollectionExtensions
{
    /// <summary>Adds <see cref="MetricsApi"/>, <see cref="CostsApi"/>, <see cref="RequestUsage"/> and what they tell of; options are validated at start.</summary>
    public static IServiceCollection AddMetricsSummary(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SummaryOptions>()
            .Bind(configuration.GetSection(SummaryOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MeasurementSummary>(provider, MeasuredOperations.All));
        services.AddHostedService(provider => provider.GetRequiredService<MeasurementSummary>());
        return services.AddSingleton<MonthlyCost>().AddSingleton<RequestUsage>().AddSingleton<MetricsApi>().AddSingleton<CostsApi>();
    }
}
