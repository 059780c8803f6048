using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>What a host registers to have webhooks; needs guarded outbound requests and a blob store.</summary>
public static class WebhookPipeline
{
    /// <summary>Lists the orchestrators and activities of webhooks.</summary>
    public static TaskCatalog AddWebhooks(this TaskCatalog tasks) => tasks
        .AddPayloads(WebhooksJson.Default)
        .Add<DeliverWebhook, DeliveryJob, DeliveryStatus>(DeliverWebhook.Name, isLongLived: true)
        .Add<PublishEvent, WebhookEvent, IReadOnlyList<string>>(PublishEvent.Name)
        .Add<AttemptDelivery, DeliveryAttemptInput, DeliveryProgress>(AttemptDelivery.Name);

    /// <summary>Registers the services of webhooks and their options, validated at start.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>()
            .Bind(configuration.GetSection(WebhookOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddMetrics();
        return services
            .AddSingleton<WebhookMetrics>()
            .AddSingleton<WebhookEndpoints>()
            .AddSingleton<WebhookReceivers>()
            .AddSingleton<DeliveryLog>()
            .AddSingleton<WebhookRetention>()
            .AddSingleton<EventPublisher>();
    }
}
