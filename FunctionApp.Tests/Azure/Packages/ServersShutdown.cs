using System.Runtime.CompilerServices;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>Ends the emulator and the Redis server with the test run.</summary>
internal static class ServersShutdown
{
    [ModuleInitializer]
    internal static void Register() => TestRunEnd.Register(() => Task.WhenAll(Azurite.StopAsync(), RedisServer.StopAsync()));
}
