namespace Azure.Core;

public struct AccessToken(string accessToken, DateTimeOffset expiresOn)
{
    public string Token { get; } = accessToken;
    public DateTimeOffset ExpiresOn { get; } = expiresOn;
}
