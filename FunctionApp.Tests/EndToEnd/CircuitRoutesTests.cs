using System.Net;
using System.Net.Http.Json;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class CircuitRoutesTests
{
    [TestMethod]
    public async Task A_circuit_that_is_used_can_be_seen_isolated_and_reset()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings:
        [
            new("Images:Labels:Endpoint", vision.Endpoint), new("Images:Labels:Key", "the-key"), new("Circuits:RefreshInterval", "00:00:00"),
        ]);
        await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        var used = await CircuitsAsync(host);
        var isolated = await CommandAsync(host, "isolate?reason=maintenance");
        var without = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 2));
        var reset = await CommandAsync(host, "reset?reason=done");
        var with = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 3));
        var one = await host.Http.GetFromJsonAsync("/api/circuits/vision", CircuitJson.Default.CircuitStatus);

        Assert.AreEqual((VisionClient.CircuitName, CircuitState.Closed), (used.Items.Single().Name, used.Items.Single().State));
        Assert.AreEqual((CircuitState.Isolated, "maintenance"), (isolated.State, isolated.Reason));
        Assert.AreEqual(LabelsStatus.Unavailable, without.LabelsStatus);
        Assert.AreEqual((CircuitState.Closed, "done"), (reset.State, reset.Reason));
        Assert.AreEqual(LabelsStatus.Available, with.LabelsStatus);
        Assert.HasCount(2, one!.Transitions);
    }

    [TestMethod]
    [DataRow("GET", "/api/circuits/nobody")]
    [DataRow("GET", "/api/circuits/..%2Fsecrets")]
    [DataRow("POST", "/api/circuits/nobody/isolate")]
    [DataRow("POST", "/api/circuits/NOBODY/reset")]
    public async Task A_circuit_that_does_not_exist_is_404(string method, string path)
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Http.SendAsync(request);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task While_no_service_is_called_there_are_no_circuits()
    {
        await using var host = await EmbeddedHost.StartAsync();

        Assert.IsEmpty((await CircuitsAsync(host)).Items);
    }

    private static async Task<Core.Page<CircuitStatus>> CircuitsAsync(EmbeddedHost host)
        => (await host.Http.GetFromJsonAsync("/api/circuits", CircuitJson.Default.PageCircuitStatus))!;

    private static async Task<CircuitStatus> CommandAsync(EmbeddedHost host, string command)
    {
        using var response = await host.Http.PostAsync($"/api/circuits/vision/{command}", content: null);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(CircuitJson.Default.CircuitStatus))!;
    }
}
