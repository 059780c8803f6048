using FunctionApp.Adapters.Redis;
using FunctionApp.Core.Gateway.RateLimiting;
using FunctionApp.Tests.Contracts;

namespace FunctionApp.Tests.Azure.Redis;

/// <summary>The script on a real server. What the tests need of the protocol they speak themselves.</summary>
[TestClass]
public sealed class RedisRateLimiterTests : RateLimiterContract
{
    private static RedisServer _server = null!;
    private RedisClient _client = null!;
    private string _name = null!;

    public TestContext TestContext { get; set; } = null!;

    protected override IRateLimiter Limiter => Over(_client);

    [ClassInitialize]
    public static void Start(TestContext _) => _server = RedisServer.Start();

    [ClassCleanup]
    public static async Task StopAsync() => await _server.DisposeAsync();

    [TestInitialize]
    public async Task ConnectAsync()
    {
        _client = await _server.ConnectAsync();
        _name = TestContext.TestDisplayName!;
    }

    [TestCleanup]
    public void Disconnect() => _client.Dispose();

    [TestMethod]
    public async Task Instances_of_the_app_share_the_quota()
    {
        using var elsewhere = await _server.ConnectAsync();
        var policy = Policy(quota: 20, TimeSpan.FromDays(1));

        var decisions = await Task.WhenAll(Enumerable.Range(0, 100).Select(call
            => Over(call % 2 == 0 ? _client : elsewhere).TakeAsync("client", policy).AsTask()));

        Assert.AreEqual(20, decisions.Count(decision => decision.IsAllowed));
    }

    [TestMethod]
    public async Task Nothing_is_kept_of_a_client_whose_quota_is_whole_again()
    {
        await Limiter.TakeAsync("client", Policy(quota: 2, TimeSpan.FromHours(2)));

        var left = await _client.TimeToLiveAsync($"{_name}functionapp:rate:Read:client");

        Assert.IsTrue(left > 0 && left <= TimeSpan.FromHours(1).TotalMilliseconds, $"{left} ms");
    }

    /// <summary>Waits that long at least: a delay leaves out what is less than a millisecond, and the server's clock is another.</summary>
    protected override Task PassAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(2), TimeProvider.System);

    /// <summary>Tests share the server, not the keys.</summary>
    private RedisRateLimiter Over(RedisClient client) => new((script, key, arguments) => client.EvaluateAsync(script, _name + key, arguments));
}
