using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Tests.Browser;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Benchmarks.Dashboard;

/// <summary>Pictures of the dashboard for the README: of a host with the samples in it, which the host draws itself.</summary>
internal static class Screenshots
{
    /// <summary>The argument that asks for them; the folder follows.</summary>
    public const string Command = "screenshots";

    /// <summary>The sample that is shown by itself: even areas make a small file.</summary>
    private const string Picture = "mountain-dusk.jpg";

    private static readonly Screen Desktop = new(1120, 720);
    private static readonly Screen Phone = new(390, 844);

    /// <param name="samples">A folder with the data of a host that has processed the samples.</param>
    /// <param name="folder">Where the pictures go.</param>
    public static async Task WriteAsync(DirectoryInfo samples, DirectoryInfo folder)
    {
        using var host = new HostProcess(samples.FullName);
        await host.StartAsync();
        await using var chromium = await Chromium.LaunchAsync();
        var stream = await FillStreamAsync(chromium, host);
        var image = await FirstAsync(host, "/api/images?status=Completed", "imageId", item => item.GetProperty("source").GetProperty("name").ValueEquals(Picture));
        var orchestration = await FirstAsync(host, "/api/orchestrations?name=ProcessImage", "instanceId", _ => true);

        await WriteAsync("overview", "/#/", Desktop);
        await WriteAsync("images", "/#/images", Desktop with { Height = 560 });
        await WriteAsync("image", $"/#/images/{image}", Desktop with { Theme = ColorScheme.Dark });
        await WriteAsync("stream", stream, Desktop with { Theme = ColorScheme.Dark });
        await WriteAsync("orchestration", $"/#/orchestrations/{orchestration}", Desktop);
        await WriteAsync("api", "/docs", Desktop);
        await WriteAsync("phone-overview", "/#/", Phone with { Theme = ColorScheme.Dark });
        await WriteAsync("phone-images", "/#/images", Phone);
        await WriteAsync("phone-stream", stream, Phone);

        async Task WriteAsync(string name, string view, Screen screen)
        {
            await using var context = await chromium.Browser.NewContextAsync(screen.Options(host.Address.ToString()));
            var page = await context.NewPageAsync();
            await page.GotoAsync(view);
            await page.Locator("main :is(h1, h2)").First.WaitForAsync();
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await page.EvaluateAsync("Promise.all([...document.images].map(image => image.decode()))");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{name}.png") });
        }
    }

    /// <summary>Has the page itself post its sample of events, and waits until they are in windows.</summary>
    /// <returns>The view of the stream.</returns>
    private static async Task<string> FillStreamAsync(Chromium chromium, HostProcess host)
    {
        await using var context = await chromium.Browser.NewContextAsync(Desktop.Options(host.Address.ToString()));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/#/streams");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post the sample" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Anomalies" }).WaitForAsync();
        await page.GetByText("windows judged").WaitForAsync();
        return $"/{new Uri(page.Url).Fragment}";
    }

    private static async Task<string> FirstAsync(HostProcess host, string path, string id, Func<JsonElement, bool> isWanted)
    {
        var page = await host.RetryAsync(http => http.GetFromJsonAsync<JsonElement>(path));
        return page.GetProperty("items").EnumerateArray().First(isWanted).GetProperty(id).GetString()!;
    }
}
