using FunctionApp.Tests.Contracts;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Caching;

[TestClass]
public sealed class MemoryComputeCacheContractTests : ComputeCacheContract
{
    protected override IDistributedCache Backend { get; } = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
}
