using System.Security.Cryptography;
using System.Text;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>The URLs that requests name as their webhook.</summary>
/// <remarks>Such a URL is often a secret in itself, so payloads and histories carry its id instead: the hash of the URL.</remarks>
public sealed class WebhookEndpoints(IBlobStore blobs, OutboundUrls urls, IOptions<WebhookOptions> options)
{
    internal const string Prefix = "endpoints/";
    private const int IdLength = 32;

    /// <summary>Why a URL cannot be a webhook; null when it can.</summary>
    public string? Error(string url)
    {
        if (options.Value.SigningSecrets.Count == 0)
        {
            return "This host takes no webhooks in requests: it has no secret to sign them with (Webhooks:SigningSecrets).";
        }

        return urls.TryParse(url, out _, out var error) ? null : $"The webhook is not valid. {error}";
    }

    /// <summary>Keeps a URL. Keeping it again keeps it longer.</summary>
    /// <param name="url">A URL without <see cref="Error"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The endpoint's id.</returns>
    public async Task<string> RegisterAsync(string url, CancellationToken cancellationToken = default)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..IdLength];
        await blobs.WriteJsonAsync(Blob(id), new(url), WebhooksJson.Default.WebhookEndpoint, condition: null, cancellationToken);
        return id;
    }

    /// <summary>The URL of an endpoint; null when there is none, or when it may no longer be called.</summary>
    internal async Task<Uri?> FindAsync(string id, CancellationToken cancellationToken)
        => await blobs.ReadJsonAsync(Blob(id), WebhooksJson.Default.WebhookEndpoint, cancellationToken) is { } endpoint
            && urls.TryParse(endpoint.Url, out var url, out _)
                ? url
                : null;

    private static BlobRef Blob(string id) => new(WebhookContainers.Webhooks, $"{Prefix}{id}.json");
}
