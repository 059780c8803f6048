namespace FunctionApp.Benchmarks;

/// <summary>The embedded host, as the build put it beside the benchmarks.</summary>
internal static class HostExecutable
{
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "FunctionApp.Local.exe" : "FunctionApp.Local");
}
