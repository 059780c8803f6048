namespace Azure.Core;

public readonly struct TokenRequestContext(string[] scopes, string? parentRequestId = null)
{
    public string[] Scopes { get; } = scopes;
    public string? ParentRequestId { get; } = parentRequestId;
}
