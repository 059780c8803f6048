namespace FunctionApp.Core.Webhooks;

/// <summary>The blob containers of webhooks.</summary>
public static class WebhookContainers
{
    /// <summary>The delivery log, <c>deliveries/{id}.json</c>, and the URLs that requests named, <c>endpoints/{id}.json</c>.</summary>
    public const string Webhooks = "webhooks";
}
