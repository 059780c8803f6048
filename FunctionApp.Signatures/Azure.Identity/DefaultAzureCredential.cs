using Azure.Core;

namespace Azure.Identity;

public class DefaultAzureCredential : TokenCredential
{
    public DefaultAzureCredential(bool includeInteractiveCredentials = false) => throw null!;
}
