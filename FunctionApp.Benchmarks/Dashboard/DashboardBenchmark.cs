using System.Globalization;
using System.Text.Json.Nodes;
using FunctionApp.Tests.Browser;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Dashboard;

/// <summary>How long a visitor of the dashboard waits, in the system's Chromium on the same machine.</summary>
internal static class DashboardBenchmark
{
    private const int Visits = 15;
    private const int Events = 1_000;

    /// <summary>Marks the moment at which a history has come, and the one at which its timeline has been drawn.</summary>
    private const string WatchTimeline = """
        const ask = window.fetch;
        window.fetch = async (...request) => {
          const answer = await ask(...request);
          if (answer.url.endsWith('/history')) {
            performance.mark('arrived');
          }
          return answer;
        };
        new MutationObserver((_, observer) => {
          if (document.querySelector('.timeline')) {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => performance.measure('drawn', 'arrived')));
          }
        }).observe(document, { childList: true, subtree: true });
        """;

    private const string FirstPaint = """
        () => new Promise(resolve => new PerformanceObserver(list => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) {
            resolve(paint.startTime);
          }
        }).observe({ type: 'paint', buffered: true }))
        """;

    private const string Drawn = """
        () => new Promise(resolve => new PerformanceObserver(list => {
          resolve(list.getEntriesByName('drawn')[0].duration);
        }).observe({ type: 'measure', buffered: true }))
        """;

    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        using var host = new HostProcess(data.Path);
        await host.StartAsync();
        await using var chromium = await Chromium.LaunchAsync();

        var table = new Table { Title = new TableTitle($"The dashboard on loopback; {Visits} visits with nothing cached") };
        table.AddColumns("", "median", "slowest", "aim");
        AddRow("first contentful paint", await MeasureAsync(PaintAsync), "500 ms");
        AddRow($"timeline of {Events:N0} events, from their arrival to the frame", await MeasureAsync(DrawAsync), "100 ms");
        AnsiConsole.Write(table);

        async Task<List<double>> MeasureAsync(Func<IPage, Task<double>> visit)
        {
            var times = new List<double>();
            for (var count = 0; count < Visits; count++)
            {
                await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = host.Address.ToString() });
                times.Add(await visit(await context.NewPageAsync()));
            }

            times.Sort();
            return times;
        }

        void AddRow(string what, List<double> times, string aim) => table.AddRow(what, Milliseconds(times[times.Count / 2]), Milliseconds(times[^1]), aim);
    }

    private static async Task<double> PaintAsync(IPage page)
    {
        await page.GotoAsync("/");
        return await page.EvaluateAsync<double>(FirstPaint);
    }

    private static async Task<double> DrawAsync(IPage page)
    {
        await page.AddInitScriptAsync(WatchTimeline);
        await page.RouteAsync("**/api/orchestrations/long", route => FulfillAsync(route, new JsonObject
        {
            ["instanceId"] = "long",
            ["name"] = "ProcessBatch",
            ["runtimeStatus"] = "Completed",
            ["createdAt"] = "2026-05-17T12:00:00Z",
            ["lastUpdatedAt"] = "2026-05-17T12:00:10Z",
        }));
        await page.RouteAsync("**/api/orchestrations/long/history", route => FulfillAsync(route, new JsonObject { ["items"] = LongHistory.Of(Events) }));
        await page.GotoAsync("/#/orchestrations/long");
        return await page.EvaluateAsync<double>(Drawn);
    }

    private static Task FulfillAsync(IRoute route, JsonNode answer) => route.FulfillAsync(new() { ContentType = "application/json", Body = answer.ToJsonString() });

    private static string Milliseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0} ms");
}
