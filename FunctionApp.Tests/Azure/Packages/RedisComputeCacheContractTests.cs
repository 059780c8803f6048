using FunctionApp.Tests.Contracts;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>The cache over Redis.</summary>
[TestClass]
public sealed class RedisComputeCacheContractTests : ComputeCacheContract
{
    private RedisCache? _backend;

    protected override IDistributedCache Backend => _backend!;

    [TestInitialize]
    public async Task OpenAsync()
    {
        var server = await RedisServer.SharedAsync();
        _backend = new RedisCache(Options.Create(new RedisCacheOptions
        {
            ConnectionMultiplexerFactory = () => Task.FromResult(server.Connection),
            InstanceName = $"{Guid.CreateVersion7():N}:",
        }));
    }
}
