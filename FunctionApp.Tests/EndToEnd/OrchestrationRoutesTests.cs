using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class OrchestrationRoutesTests
{
    [TestMethod]
    public async Task An_instance_tells_its_state_input_and_output()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1), "cat.jpg");

        var instance = await host.Http.GetFromJsonAsync<JsonElement>($"/api/orchestrations/{manifest.InstanceId}");

        Assert.AreEqual("ProcessImage", instance.GetProperty("name").GetString());
        Assert.AreEqual("Completed", instance.GetProperty("runtimeStatus").GetString());
        Assert.AreEqual("cat.jpg", instance.GetProperty("input").GetProperty("name").GetString());
        Assert.AreEqual(manifest.ImageId, instance.GetProperty("output").GetProperty("imageId").GetString());
    }

    [TestMethod]
    public async Task The_history_tells_every_activity()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        var history = await host.Http.GetFromJsonAsync<JsonElement>($"/api/orchestrations/{manifest.InstanceId}/history");

        var events = history.GetProperty("items").EnumerateArray().ToList();
        Assert.AreEqual("ExecutionStarted", events[1].GetProperty("type").GetString());
        Assert.AreEqual("ExecutionCompleted", events[^2].GetProperty("type").GetString());
        CollectionAssert.AreEquivalent(
            new[] { "PublishManifest", "InspectImage", "AnalyzeImage", "RenderImage", "PublishManifest" },
            events.Where(entry => entry.GetProperty("type").GetString() == "TaskScheduled").Select(entry => entry.GetProperty("name").GetString()).ToArray());
    }

    [TestMethod]
    public async Task The_list_can_be_narrowed_and_paged()
    {
        await using var host = await EmbeddedHost.StartAsync();
        for (var seed = 0; seed < 3; seed++)
        {
            await host.ProcessAsync(TestImages.Photo(320, 240, seed));
        }

        var completed = await ListAsync(host, "status=Completed&name=ProcessImage&id=image-&limit=2");
        var rest = await ListAsync(host, $"limit=2&continuation={Uri.EscapeDataString(completed.GetProperty("continuation").GetString()!)}&status=Completed&name=ProcessImage&id=image-");
        var failed = await ListAsync(host, "status=Failed,Terminated");

        Assert.AreEqual(2, completed.GetProperty("items").GetArrayLength());
        Assert.AreEqual(1, rest.GetProperty("items").GetArrayLength());
        Assert.AreEqual(0, failed.GetProperty("items").GetArrayLength());
    }

    [TestMethod]
    public async Task A_running_instance_can_be_suspended_resumed_and_terminated_but_not_purged()
    {
        var rendering = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var host = await EmbeddedHost.StartAsync(configure: services => services.AddSingleton<IBlobStore>(provider =>
            new ObstructedBlobStore(provider.GetRequiredService<FileBlobStore>(), blob =>
            {
                if (blob.Container != ImageContainers.Renditions)
                {
                    return Task.CompletedTask;
                }

                rendering.TrySetResult();
                return goOn.Task;
            })));
        using var accepted = await host.Http.PostAsync("/api/images", new ByteArrayContent(TestImages.Photo(320, 240, seed: 1)));
        var instance = accepted.Headers.Location!.OriginalString;
        await rendering.Task;

        Assert.AreEqual(HttpStatusCode.Accepted, await PostAsync(host, $"{instance}/suspend"));
        Assert.AreEqual(HttpStatusCode.Accepted, await PostAsync(host, $"{instance}/resume"));
        using var purged = await host.Http.DeleteAsync(instance);
        await ImageRoutesTests.AssertProblemAsync(purged, HttpStatusCode.Conflict);
        Assert.AreEqual(HttpStatusCode.Accepted, await PostAsync(host, $"{instance}/terminate?reason=enough"));

        var ended = await host.Orchestrations.WaitForCompletionAsync(instance[(instance.LastIndexOf('/') + 1)..]);
        Assert.AreEqual("enough", ended!.FailureDetails!.ErrorMessage);
        var imageId = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("imageId").GetString()!;
        Assert.AreEqual(ImageStatus.Failed, (await host.ManifestAsync(imageId)).Status);
        goOn.SetResult();
    }

    [TestMethod]
    public async Task A_finished_instance_can_be_restarted_and_purged_but_not_terminated()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var instance = $"/api/orchestrations/{manifest.InstanceId}";

        Assert.AreEqual(HttpStatusCode.Conflict, await PostAsync(host, $"{instance}/terminate"));
        Assert.AreEqual(HttpStatusCode.Conflict, await PostAsync(host, $"{instance}/rewind"));
        Assert.AreEqual(HttpStatusCode.Accepted, await PostAsync(host, $"{instance}/restart"));
        await host.Orchestrations.WaitForCompletionAsync(manifest.InstanceId);
        using var purged = await host.Http.DeleteAsync(instance);
        using var gone = await host.Http.GetAsync(instance);

        Assert.AreEqual(HttpStatusCode.NoContent, purged.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [TestMethod]
    public async Task An_event_for_an_instance_that_is_not_there_is_404_and_one_that_is_no_json_400()
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var unknown = await host.Http.PostAsync("/api/orchestrations/none/events/go", new StringContent("{}"));
        using var malformed = await host.Http.PostAsync("/api/orchestrations/none/events/go", new StringContent("{"));

        await ImageRoutesTests.AssertProblemAsync(unknown, HttpStatusCode.NotFound);
        await ImageRoutesTests.AssertProblemAsync(malformed, HttpStatusCode.BadRequest);
    }

    private static Task<JsonElement> ListAsync(EmbeddedHost host, string query)
        => host.Http.GetFromJsonAsync<JsonElement>($"/api/orchestrations?{query}");

    private static async Task<HttpStatusCode> PostAsync(EmbeddedHost host, string url)
    {
        using var response = await host.Http.PostAsync(url, content: null);
        return response.StatusCode;
    }
}
