using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>Recognises API keys by their prefix and hash, in a time that tells nothing of what is kept.</summary>
internal sealed class ApiKeyRing
{
    private readonly FrozenDictionary<string, Entry[]>.AlternateLookup<ReadOnlySpan<char>> _entries;
    private readonly Entry[] _decoy = [new(new Caller("nobody", AccessLevel.Anonymous), new byte[SHA256.HashSizeInBytes], DateTimeOffset.MinValue)];
    private readonly TimeProvider _time;

    public ApiKeyRing(IOptions<GatewayOptions> options, TimeProvider time)
    {
        _time = time;
        _entries = options.Value.ApiKeys
            .GroupBy(key => key.Prefix)
            .ToFrozenDictionary(keys => keys.Key, keys => keys.Select(Entry.Of).ToArray())
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whose key it is, and null for any other text. An unknown prefix costs what a known one does.</summary>
    public Caller? Find(ReadOnlySpan<char> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!ApiKey.TryRead(key, out var prefix, hash))
        {
            return null;
        }

        Entry? found = null;
        foreach (var entry in _entries.TryGetValue(prefix, out var entries) ? entries : _decoy)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash))
            {
                found = entry;
            }
        }

        return found is not null && found.ExpiresAt > _time.GetUtcNow() ? found.Caller : null;
    }

    private sealed record Entry(Caller Caller, byte[] Hash, DateTimeOffset ExpiresAt)
    {
        public static Entry Of(ApiKeyOptions key) => new(
            new Caller($"key:{key.Client}", key.Role), Convert.FromHexString(key.Hash), key.ExpiresAt ?? DateTimeOffset.MaxValue);
    }
}
