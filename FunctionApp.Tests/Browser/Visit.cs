using System.Collections.Concurrent;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>A visitor at the dashboard, with nothing remembered from other visits.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Two cores may be busy with everything else: whoever waits, waits long before giving up.</summary>
    private const int PatienceMilliseconds = 90_000;

    /// <summary>One browser for all visits.</summary>
    private static readonly Lazy<Task<IBrowser>> Browser = new(async () =>
    {
        var chromium = await Chromium.LaunchAsync();
        TestRunEnd.Register(() => chromium.DisposeAsync().AsTask());
        return chromium.Browser;
    });

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                _faults.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Exceptions that nobody caught, and whatever the content security policy forbade.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public static async Task<Visit> StartAsync(EmbeddedHost host, Screen? screen = null)
    {
        var browser = await Browser.Value;
        var context = await browser.NewContextAsync((screen ?? Screen.Desktop).Options(host.Http.BaseAddress!.ToString()));
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Opens a view and waits until it shows what it has to show.</summary>
    /// <param name="view">The fragment, such as <c>images?status=Completed</c>; empty is the overview.</param>
    public async Task OpenAsync(string view)
    {
        await Page.GotoAsync($"/#/{view}");
        await Page.Locator("main :is(h1, h2)").First.WaitForAsync();
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Looks on every frame that the page draws, and ends when a condition holds: nothing that lasts a frame is missed.</summary>
    /// <remarks>Playwright's own way of doing this makes code of text in the page, which the policy forbids.</remarks>
    public Task UntilAsync(string condition) => Page.EvaluateAsync(
        $$"""
        () => new Promise((resolve, reject) => {
          const end = performance.now() + {{PatienceMilliseconds}};
          const look = () => ({{condition}}) ? resolve() : performance.now() > end ? reject(new Error('It never was so.')) : requestAnimationFrame(look);
          look();
        })
        """);

    /// <summary>Waits until something is so.</summary>
    public static ILocatorAssertions Expect(ILocator locator)
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        return Assertions.Expect(locator);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
