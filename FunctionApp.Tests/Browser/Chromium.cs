using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>The system's Chromium, started once for all tests.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    /// <summary>The running browser.</summary>
    /// <exception cref="InvalidOperationException">There is none on this machine.</exception>
    public static Task<IBrowser> StartAsync() => Shared.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable(),

            // In a container, where there is one user and little shared memory.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        TestRunEnd.Register(async () =>
        {
            await browser.DisposeAsync();
            driver.Dispose();
        });
        return browser;
    }

    private static string Executable()
        => Environment.GetEnvironmentVariable("CHROMIUM")
            ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => Names, Path.Combine)
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium on the PATH. Install it, or name its executable in the variable CHROMIUM.");
}
