using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>What a visitor looks at the dashboard with.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Theme">What their system prefers.</param>
internal sealed record Screen(int Width, int Height, ColorScheme Theme = ColorScheme.Light)
{
    public static readonly Screen Desktop = new(1280, 800);

    public static readonly Screen Phone = new(360, 740);

    public BrowserNewContextOptions Options(string baseUrl) => new()
    {
        BaseURL = baseUrl,
        ViewportSize = new() { Width = Width, Height = Height },
        ColorScheme = Theme,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB",
        TimezoneId = "UTC",
    };
}
