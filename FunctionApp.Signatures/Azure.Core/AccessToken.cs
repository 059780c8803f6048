namespace Azure.Core;

public struct AccessToken
{
}
