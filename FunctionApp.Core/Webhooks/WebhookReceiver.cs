namespace FunctionApp.Core.Webhooks;

/// <summary>Where a delivery goes, and what signs it. Lives only as long as the attempt.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Secrets">The keys, as configured.</param>
internal sealed record WebhookReceiver(Uri Url, IReadOnlyList<string> Secrets)
{
    /// <summary>Nothing of this is for printing.</summary>
    public override string ToString() => Url.IdnHost;
}
