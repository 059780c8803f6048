using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

[TestClass]
public sealed class StreamsTests
{
    [TestMethod]
    public async Task The_live_chart_moves_when_events_come()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await PostAsync(host, first: 1, count: 1);
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("streams/orders");
        var live = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Live" });
        await Visit.Expect(live.GetByText("Live", new() { Exact = true }).Last).ToBeVisibleAsync();
        var accepted = live.Locator("dl > div").Filter(new() { HasText = "Accepted" }).Locator("dd");
        await Visit.Expect(accepted).ToHaveTextAsync("1");

        // It says so for the one second in which they came.
        var moved = visit.UntilAsync("/now [1-9]/.test(document.querySelector('.live [role=img]').ariaLabel)");
        await PostAsync(host, first: 2, count: 40);

        await moved;
        await Visit.Expect(accepted).ToHaveTextAsync("41");
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    [TestMethod]
    public async Task A_first_visit_offers_a_sample()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("streams");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Post the sample" }).ClickAsync();

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Live", Exact = true })).ToBeVisibleAsync();
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    [TestMethod]
    public async Task A_file_of_events_is_taken_and_its_lines_are_counted()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await PostAsync(host, first: 1, count: 1);
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("streams/orders");

        await visit.Page.GetByLabel("Files of events").SetInputFilesAsync(new FilePayload
        {
            Name = "more.ndjson",
            MimeType = "application/x-ndjson",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"{StreamClient.Event("2")}\nno event\n{StreamClient.Event("1")}\n"),
        });

        await Visit.Expect(visit.Page.GetByText("1 accepted, 1 rejected, 1 duplicates")).ToBeVisibleAsync();
    }

    private static async Task PostAsync(EmbeddedHost host, int first, int count)
    {
        var events = string.Join('\n', Enumerable.Range(first, count).Select(id => StreamClient.Event($"{id}", amount: id)));
        using var response = await host.Http.PostAsync("/api/streams/orders/events", StreamClient.Content(events));
        response.EnsureSuccessStatusCode();
    }
}
