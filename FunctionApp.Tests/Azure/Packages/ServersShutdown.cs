namespace FunctionApp.Tests.Azure.Packages;

/// <summary>Ends the emulator and the Redis server with the test run.</summary>
[TestClass]
public static class ServersShutdown
{
    [AssemblyCleanup]
    public static Task StopAsync() => Task.WhenAll(Azurite.StopAsync(), RedisServer.StopAsync());
}
