namespace FunctionApp.Tests.Azure.Packages;

/// <summary>Ends the emulator with the test run.</summary>
[TestClass]
public static class AzuriteShutdown
{
    [AssemblyCleanup]
    public static Task StopAsync() => Azurite.StopAsync();
}
