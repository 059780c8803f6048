using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>The system's Chromium, with nobody looking.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly IPlaywright _driver;

    private Chromium(IPlaywright driver, IBrowser browser)
    {
        _driver = driver;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <exception cref="InvalidOperationException">There is none on this machine.</exception>
    public static async Task<Chromium> LaunchAsync()
    {
        var executable = Executable();
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,

            // In a container, where there is one user and little shared memory.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        return new(driver, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _driver.Dispose();
    }

    private static string Executable()
        => Environment.GetEnvironmentVariable("CHROMIUM")
            ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => Names, Path.Combine)
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium on the PATH. Install it, or name its executable in the variable CHROMIUM.");
}
