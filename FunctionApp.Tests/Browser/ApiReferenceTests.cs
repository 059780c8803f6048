using Deque.AxeCore.Playwright;
using FunctionApp.Core.Api;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>The page about the API.</summary>
[TestClass]
public sealed class ApiReferenceTests
{
    [TestMethod]
    public async Task Every_operation_is_on_the_page()
    {
        await using var visit = await OpenAsync();

        await Visit.Expect(visit.Page.Locator(".operation")).ToHaveCountAsync(ApiOperations.All.Count);
    }

    [TestMethod]
    [DataRow(1280, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(360, ColorScheme.Light)]
    public async Task The_page_is_accessible_fits_the_screen_and_breaks_no_policy(int width, ColorScheme theme)
    {
        await using var visit = await OpenAsync("#UploadImage", new Screen(width, 800, theme));
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Try it" }).WaitForAsync();

        var result = await visit.Page.RunAxe();

        Assert.AreEqual("", Findings.Of(result));
        Assert.IsLessThanOrEqualTo(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    [TestMethod]
    public async Task A_search_leaves_the_operations_that_have_every_word()
    {
        await using var visit = await OpenAsync();

        await visit.Page.GetByLabel("Search").FillAsync("post report");

        await Visit.Expect(visit.Page.Locator(".operation")).ToHaveCountAsync(1);
        await Visit.Expect(visit.Page.Locator("#StartReport")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task An_operation_is_tried_with_parameters_and_a_body()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.Page.GotoAsync("/docs#UploadImage");
        var form = visit.Page.GetByRole(AriaRole.Form, new() { Name = "Try UploadImage" });

        await form.GetByLabel("name").FillAsync("harbour.jpg");
        await form.GetByLabel("Body", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "any.jpg", MimeType = "image/jpeg", Buffer = TestImages.Photo(320, 240, seed: 1) });
        await form.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Visit.Expect(visit.Page.GetByLabel("What the host answered")).ToContainTextAsync("\"imageId\"");
        await Visit.Expect(visit.Page.GetByText("202", new() { Exact = true }).Last).ToBeVisibleAsync();
    }

    private static async Task<Visit> OpenAsync(string fragment = "", Screen? screen = null)
    {
        var demonstration = await Demonstration.StartAsync();
        var visit = await Visit.StartAsync(demonstration.Host, screen);
        await visit.Page.GotoAsync($"/docs{fragment}");
        await visit.Page.Locator(".operation").First.WaitForAsync();
        return visit;
    }
}
