using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

[TestClass]
public sealed class OrchestrationsTests
{
    [TestMethod]
    public async Task An_orchestration_is_suspended_resumed_terminated_restarted_and_purged()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var instanceId = await EternalAsync(host);
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync($"orchestrations/{instanceId}");

        await CommandAsync(visit, "Suspend");
        await ExpectStatusAsync(visit, "Suspended");
        await CommandAsync(visit, "Resume");
        await ExpectStatusAsync(visit, "Running");
        await CommandAsync(visit, "Terminate");
        await ExpectStatusAsync(visit, "Terminated");
        await CommandAsync(visit, "Restart");
        await ExpectStatusAsync(visit, "Running");
        await CommandAsync(visit, "Terminate");
        await ExpectStatusAsync(visit, "Terminated");
        await CommandAsync(visit, "Purge");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Orchestrations", Level = 1 })).ToBeVisibleAsync();
        Assert.IsNull(await host.Orchestrations.GetAsync(instanceId));
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    [TestMethod]
    public async Task An_event_is_raised()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync($"orchestrations/{await EternalAsync(host)}");

        await visit.Page.GetByText("Raise an event").ClickAsync();
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Greeting");
        await visit.Page.GetByLabel("Payload (JSON)").FillAsync("""{"from": "here"}""");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Raise", Exact = true }).ClickAsync();

        await Visit.Expect(visit.Page.GetByText("Event Greeting raised.")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Nothing_is_done_when_the_visitor_thinks_better_of_it()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync($"orchestrations/{await EternalAsync(host)}");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Terminate" }).ClickAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ExpectStatusAsync(visit, "Running");
    }

    [TestMethod]
    public async Task Several_are_purged_at_once()
    {
        await using var host = await EmbeddedHost.StartAsync();
        for (var seed = 0; seed < 3; seed++)
        {
            await host.ProcessAsync(TestImages.Photo(320, 240, seed));
        }

        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("orchestrations?name=ProcessImage");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Select all 3 shown" }).ClickAsync();
        await CommandAsync(visit, "Purge 3", confirm: "Purge");

        await Visit.Expect(visit.Page.GetByText("No orchestration is like that")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Filters_survive_a_reload()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        await EternalAsync(host);
        await using var visit = await Visit.StartAsync(host);
        await visit.OpenAsync("orchestrations");
        var rows = visit.Page.GetByRole(AriaRole.Table, new() { Name = "Orchestrations" }).Locator("[role=row]:has([role=cell])");
        await Visit.Expect(rows.Filter(new() { HasText = "RollUpStream" })).ToHaveCountAsync(1);

        await visit.Page.GetByLabel("Status").SelectOptionAsync("Completed");
        await visit.Page.GetByLabel("Orchestrator").FillAsync("ProcessImage");
        await visit.UntilAsync("location.hash.includes('name=ProcessImage')");
        await visit.Page.ReloadAsync();

        await Visit.Expect(rows).ToHaveCountAsync(1);
        await Visit.Expect(visit.Page.GetByLabel("Status")).ToHaveValueAsync("Completed");
        await Visit.Expect(visit.Page.GetByLabel("Orchestrator")).ToHaveValueAsync("ProcessImage");
    }

    /// <returns>The id of an orchestration that does not end by itself.</returns>
    private static async Task<string> EternalAsync(EmbeddedHost host)
    {
        using var response = await host.Http.PostAsync("/api/streams/orders/events", StreamClient.Content(StreamClient.Event("1")));
        response.EnsureSuccessStatusCode();
        var page = await host.Http.GetFromJsonAsync<JsonElement>("/api/orchestrations?name=RollUpStream");
        return page.GetProperty("items")[0].GetProperty("instanceId").GetString()!;
    }

    private static async Task CommandAsync(Visit visit, string button, string? confirm = null)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirm ?? button, Exact = true }).ClickAsync();
    }

    private static Task ExpectStatusAsync(Visit visit, string status) => Visit.Expect(visit.Page.Locator("h1 + .status")).ToHaveTextAsync(status);
}
