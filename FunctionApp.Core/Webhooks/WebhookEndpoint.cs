namespace FunctionApp.Core.Webhooks;

/// <summary>A URL that a request named as its webhook.</summary>
/// <param name="Url">Where deliveries go.</param>
public sealed record WebhookEndpoint(string Url);
