using FunctionApp.Core.Caching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace FunctionApp.Tests.Caching;

[TestClass]
public sealed class CacheHealthTests
{
    [TestMethod]
    public async Task A_cache_that_answers_is_healthy()
    {
        var report = await CheckAsync(services => services.AddInMemoryComputeCache());

        Assert.AreEqual(HealthStatus.Healthy, report.Status);
    }

    [TestMethod]
    public async Task A_cache_that_is_down_degrades_the_host_but_does_not_take_it_out_of_service()
    {
        var cache = Substitute.For<IDistributedCache>();
        cache.GetAsync(default!, default).ThrowsAsyncForAnyArgs(new TimeoutException());

        var report = await CheckAsync(services => services.AddSingleton(cache).AddComputeCache());

        Assert.AreEqual(HealthStatus.Degraded, report.Status);
        Assert.AreEqual(HealthStatus.Degraded, report.Entries["cache"].Status);
    }

    private static async Task<HealthReport> CheckAsync(Func<IServiceCollection, IServiceCollection> addCache)
    {
        var services = addCache(new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
