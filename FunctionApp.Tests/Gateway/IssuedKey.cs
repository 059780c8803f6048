using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;

namespace FunctionApp.Tests.Gateway;

/// <summary>An API key of a test, and the settings that make a host accept it.</summary>
internal sealed record IssuedKey(string Client, AccessLevel Role, DateTimeOffset? ExpiresAt = null)
{
    public ApiKey Key { get; } = ApiKey.Create();

    public static IReadOnlyList<KeyValuePair<string, string?>> Settings(params IReadOnlyList<IssuedKey> keys) =>
    [
        .. keys.SelectMany((key, i) => new KeyValuePair<string, string?>[]
        {
            new($"Gateway:ApiKeys:{i}:Client", key.Client),
            new($"Gateway:ApiKeys:{i}:Prefix", key.Key.Prefix),
            new($"Gateway:ApiKeys:{i}:Hash", key.Key.Hash),
            new($"Gateway:ApiKeys:{i}:Role", $"{key.Role}"),
            new($"Gateway:ApiKeys:{i}:ExpiresAt", key.ExpiresAt?.ToString("O")),
        }),
    ];
}
