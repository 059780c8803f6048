using System.Net;
using System.Net.Http.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class LabelsTests
{
    [TestMethod]
    public async Task Without_a_vision_service_an_image_is_completed_and_says_so()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        Assert.AreEqual(ImageStatus.Completed, manifest.Status);
        Assert.AreEqual(LabelsStatus.NotConfigured, manifest.LabelsStatus);
        Assert.IsEmpty(manifest.Labels);
    }

    [TestMethod]
    public async Task An_image_gets_labels_that_are_sure_enough_and_can_be_found_by_them()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings: Settings(vision));

        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        var found = await host.Http.GetFromJsonAsync("/api/images?label=Mountain", ImagesJson.Default.PageImageManifest);
        var notFound = await host.Http.GetFromJsonAsync("/api/images?label=boat", ImagesJson.Default.PageImageManifest);

        Assert.AreEqual(LabelsStatus.Available, manifest.LabelsStatus);
        CollectionAssert.AreEqual(new ImageLabel[] { new("mountain", 0.98), new("sky", 0.91) }, manifest.Labels.ToList());
        Assert.AreEqual("a mountain under a clear sky", manifest.Caption);
        Assert.AreEqual(manifest.ImageId, found!.Items.Single().ImageId);
        Assert.IsEmpty(notFound!.Items);
    }

    [TestMethod]
    public async Task No_image_is_paid_for_twice_until_it_is_deleted()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings: Settings(vision));
        var photo = TestImages.Photo(320, 240, seed: 1);

        var first = await host.ProcessAsync(photo);
        await host.Orchestrations.RestartAsync(first.InstanceId);
        await host.Orchestrations.WaitForCompletionAsync(first.InstanceId);
        var again = await host.ManifestAsync(first.ImageId);
        var paidBefore = vision.Requests;
        using var deleted = await host.Http.DeleteAsync($"/api/images/{first.ImageId}");
        await host.ProcessAsync(photo);

        Assert.AreEqual(LabelsStatus.Available, again.LabelsStatus);
        Assert.AreEqual(1, paidBefore);
        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(2, vision.Requests);
    }

    [TestMethod]
    public async Task An_image_too_small_for_the_service_is_completed_without_labels_for_good()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings: Settings(vision));

        var manifest = await host.ProcessAsync(TestImages.Solid(40, 40, 1, 2, 3));

        Assert.AreEqual(ImageStatus.Completed, manifest.Status);
        Assert.AreEqual(LabelsStatus.Refused, manifest.LabelsStatus);
        Assert.AreEqual(0, vision.Requests);
        Assert.IsNull(await host.Orchestrations.GetAsync(FillLabels.InstanceId(manifest.ImageId)));
    }

    [TestMethod]
    public async Task A_damaged_image_is_rejected_whatever_the_service_sees_in_it()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings: Settings(vision));
        var photo = TestImages.Photo(320, 240, seed: 1);

        var manifest = await host.ProcessAsync(photo[..(photo.Length / 2)]);

        Assert.AreEqual(ImageStatus.Rejected, manifest.Status);
        Assert.IsNull(manifest.LabelsStatus);
    }

    [TestMethod]
    public async Task A_service_that_hangs_holds_an_image_up_no_longer_than_the_deadline()
    {
        await using var vision = await VisionServer.StartAsync();
        var arrived = new TaskCompletionSource();
        vision.OnRequest = async (http, _) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        };
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(vision, clock);

        var processing = host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        await arrived.Task;
        clock.Advance(TimeSpan.FromMinutes(30));
        var manifest = await processing;

        Assert.AreEqual(ImageStatus.Completed, manifest.Status);
        Assert.AreEqual(LabelsStatus.Unavailable, manifest.LabelsStatus);
    }

    [TestMethod]
    public async Task An_image_that_is_deleted_while_its_labels_are_outstanding_stays_deleted()
    {
        await using var vision = await VisionServer.StartAsync();
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.InternalServerError);
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(vision, clock);
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        using var deleted = await host.Http.DeleteAsync($"/api/images/{manifest.ImageId}");
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        clock.Advance(TimeSpan.FromDays(2));
        using var gone = await host.Http.GetAsync($"/api/images/{manifest.ImageId}");

        Assert.AreEqual(LabelsStatus.Unavailable, manifest.LabelsStatus);
        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.IsNull(await host.Orchestrations.GetAsync(FillLabels.InstanceId(manifest.ImageId)));
    }

    [TestMethod]
    public async Task Filling_in_labels_stops_when_the_image_is_gone()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var host = await EmbeddedHost.StartAsync(settings: Settings(vision));
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var deleted = await host.Http.DeleteAsync($"/api/images/{manifest.ImageId}");
        var job = new ImageJob
        {
            ImageId = manifest.ImageId, Sha256 = manifest.Source.Sha256, Name = "gone", Bytes = manifest.Source.Bytes, AcceptedAt = manifest.CreatedAt,
        };

        await host.Orchestrations.ScheduleAsync(FillLabels.Name, new(job, manifest.CreatedAt, manifest.CreatedAt.AddDays(365)), new() { InstanceId = "late" });
        var late = await host.Orchestrations.WaitForCompletionAsync("late");

        Assert.AreEqual(OrchestrationStatus.Completed, late!.RuntimeStatus);
        Assert.AreEqual(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/images/{manifest.ImageId}")).StatusCode);
    }

    [TestMethod]
    public async Task Through_an_outage_every_image_is_completed_without_labels_and_gets_them_afterwards()
    {
        const int images = 500;
        await using var vision = await VisionServer.StartAsync();
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.ServiceUnavailable);
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(vision, clock);
        var circuit = host.App.Services.GetRequiredService<CircuitRegistry>().Get(VisionClient.CircuitName);

        var during = new ImageManifest[images];
        await Parallel.ForAsync(0, images, async (seed, _) => during[seed] = await host.ProcessAsync(TestImages.Photo(64, 64, seed)));
        var untilBroken = vision.Requests;
        var breaks = circuit.Status.Breaks;
        await EndBreakAsync(clock, circuit, () => circuit.Status.Breaks > breaks);
        var duringTheBreak = vision.Requests - untilBroken;
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        var filled = Task.WhenAll(during.Select(image => host.Orchestrations.WaitForCompletionAsync(FillLabels.InstanceId(image.ImageId))));
        await EndBreakAsync(clock, circuit, () => filled.IsCompleted);
        var after = await Task.WhenAll(during.Select(image => host.ManifestAsync(image.ImageId)));

        Assert.IsTrue(during.All(image => image is { Status: ImageStatus.Completed, LabelsStatus: LabelsStatus.Unavailable }));
        Assert.AreEqual(1, duringTheBreak, "Only the trial may ask.");
        Assert.IsTrue(after.All(image => image is { Status: ImageStatus.Completed, LabelsStatus: LabelsStatus.Available, Labels.Count: 2 }));
        Assert.AreEqual(untilBroken + duringTheBreak + images, vision.Requests);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(VisionServer vision) =>
    [
        new("Images:Labels:Endpoint", vision.Endpoint),
        new("Images:Labels:Key", "the-key"),
        new("Images:Presets:tiny:Width", "32"),
        new("Images:Presets:tiny:Formats:0", "Jpeg"),
    ];

    /// <summary>A request has so much more time than a test takes that only sleeps end when the clock is moved.</summary>
    private static Task<EmbeddedHost> StartAsync(VisionServer vision, ManualTimeProvider clock)
        => EmbeddedHost.StartAsync(
            configure: services => services.AddSingleton<TimeProvider>(clock),
            settings:
            [
                .. Settings(vision),
                new("Images:Labels:MaxRetries", "0"),
                new("Images:Labels:Timeout", "00:30:00"),
                new("Images:Labels:Deadline", "00:30:00"),
                new("Images:Labels:RetryInterval", "01:00:00"),
                new("Images:Labels:FillFor", "30.00:00:00"),
                new("Circuits:BreakDuration", "01:00:00"),
                new("Circuits:MaxBreakDuration", "1.00:00:00"),
                new("Circuits:TrialTimeout", "1.00:00:00"),
                new("Circuits:StoreTimeout", "00:01:00"),
            ]);

    /// <summary>Goes to the end of the break, and then on slowly: those who sleep wake one after the other.</summary>
    private static async Task EndBreakAsync(ManualTimeProvider clock, Circuit circuit, Func<bool> until)
    {
        clock.Advance(circuit.Status.OpenUntil!.Value - clock.GetUtcNow());
        while (!until())
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
