using Azure.Core;

namespace Azure.Identity;

public class ManagedIdentityCredential : TokenCredential
{
    public ManagedIdentityCredential(ManagedIdentityId id) => throw null!;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw null!;
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw null!;
}
