using Azure.Core;

namespace Azure.Identity;

public class ManagedIdentityCredential : TokenCredential
{
    public ManagedIdentityCredential(ManagedIdentityId id) => throw null!;
}
