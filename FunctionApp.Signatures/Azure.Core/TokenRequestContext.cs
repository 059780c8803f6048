namespace Azure.Core;

public readonly struct TokenRequestContext
{
}
