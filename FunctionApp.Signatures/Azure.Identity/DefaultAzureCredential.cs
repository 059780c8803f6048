using Azure.Core;

namespace Azure.Identity;

public class DefaultAzureCredential : TokenCredential
{
    public DefaultAzureCredential(bool includeInteractiveCredentials = false) => throw null!;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw null!;
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw null!;
}
