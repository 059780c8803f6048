using FunctionApp.Core.Gateway;
using FunctionApp.Tests.Gateway;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>What is around the views.</summary>
[TestClass]
public sealed class ShellTests
{
    [TestMethod]
    public async Task A_host_with_keys_asks_for_one_and_goes_on_with_it()
    {
        var key = new IssuedKey("acme", AccessLevel.Operator);
        await using var host = await EmbeddedHost.StartAsync(settings: IssuedKey.Settings(key));
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("images");

        await visit.Page.GetByLabel("API key").FillAsync(key.Key.Value);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await Visit.Expect(visit.Page.GetByText("No images yet")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task The_chosen_theme_stays()
    {
        var demonstration = await Demonstration.StartAsync();
        await using var visit = await Visit.StartAsync(demonstration.Host);
        await visit.OpenAsync("");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        await visit.Page.ReloadAsync();

        await Visit.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use the light theme" })).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task The_keyboard_alone_leads_from_view_to_view()
    {
        var demonstration = await Demonstration.StartAsync();
        await using var visit = await Visit.StartAsync(demonstration.Host);
        await visit.OpenAsync("");

        await visit.Page.Keyboard.PressAsync("Tab");
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = "Images" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Images", Level = 1 })).ToBeVisibleAsync();
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [TestMethod]
    public async Task A_view_says_so_when_the_host_cannot_be_reached()
    {
        var demonstration = await Demonstration.StartAsync();
        await using var visit = await Visit.StartAsync(demonstration.Host);
        await visit.Page.RouteAsync("**/api/images?**", route => route.AbortAsync());

        await visit.OpenAsync("images");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }
}
