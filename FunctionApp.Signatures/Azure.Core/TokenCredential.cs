namespace Azure.Core;

public abstract class TokenCredential
{
}
