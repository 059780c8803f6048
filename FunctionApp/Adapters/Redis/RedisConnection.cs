using Azure.Core;
using StackExchange.Redis;

namespace FunctionApp.Adapters.Redis;

/// <summary>How this app talks to Redis.</summary>
internal static class RedisConnection
{
    /// <summary>A cache that takes longer than this is slower than what it saves.</summary>
    private const int TimeoutMilliseconds = 1_000;

    /// <summary>Connects with an access key or, when there is only an endpoint, with Entra tokens that are renewed before they expire.</summary>
    public static async Task<IConnectionMultiplexer> OpenAsync(RedisOptions options, TokenCredential credential)
    {
        var configuration = ConfigurationOptions.Parse(options.ConnectionString ?? options.Endpoint!);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = TimeoutMilliseconds;
        configuration.AsyncTimeout = TimeoutMilliseconds;
        configuration.SyncTimeout = TimeoutMilliseconds;
        if (options.ConnectionString is null)
        {
            configuration.Ssl = true;
            await configuration.ConfigureForAzureWithTokenCredentialAsync(credential);
        }

        return await ConnectionMultiplexer.ConnectAsync(configuration);
    }
}
