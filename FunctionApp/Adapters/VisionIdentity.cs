using System.Net.Http.Headers;
using Azure.Core;
using Azure.Identity;
using FunctionApp.Core.Images.Labels;

namespace FunctionApp.Adapters;

/// <summary>Authorizes to Azure AI services by the app's identity, which needs the role Cognitive Services User.</summary>
internal sealed class VisionIdentity(TokenCredential credential, TimeProvider time) : IVisionCredential
{
    private static readonly string[] Scopes = ["https://cognitiveservices.azure.com/.default"];

    /// <summary>Not every credential keeps its tokens, and not every request may have a new one.</summary>
    private static readonly TimeSpan RenewBeforeExpiry = TimeSpan.FromMinutes(5);

    private volatile Authorization? _authorization;

    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = _authorization;
        if (current is null || current.RenewAt <= time.GetUtcNow())
        {
            _authorization = current = await GetAsync(cancellationToken);
        }

        request.Headers.Authorization = current.Header;
    }

    private async Task<Authorization> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext(Scopes), cancellationToken);
            return new(new AuthenticationHeaderValue("Bearer", token.Token), token.ExpiresOn - RenewBeforeExpiry);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new HttpRequestException("The app's identity got no token.", exception);
        }
    }

    private sealed record Authorization(AuthenticationHeaderValue Header, DateTimeOffset RenewAt);
}
