using System.Globalization;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Browser;

/// <summary>A host with something of everything, for visitors who only look.</summary>
internal sealed class Demonstration
{
    private const string Stream = "orders";
    private const int Events = 300;

    private static readonly Lazy<Task<Demonstration>> Shared = new(CreateAsync);

    private readonly ImageManifest _image;
    private readonly ImageManifest _rejected;

    private Demonstration(EmbeddedHost host, ImageManifest image, ImageManifest rejected)
    {
        Host = host;
        _image = image;
        _rejected = rejected;
    }

    /// <summary>Every view; in braces stands what it shows.</summary>
    public static IReadOnlyList<string> Views { get; } =
    [
        "",
        "images",
        "images?status=Rejected",
        "images/{image}",
        "images/{rejected}",
        "streams",
        "streams/{stream}",
        "orchestrations",
        "orchestrations/{orchestration}",
        "costs",
        "nowhere",
    ];

    public EmbeddedHost Host { get; }

    /// <summary>The one host of all tests.</summary>
    public static Task<Demonstration> StartAsync() => Shared.Value;

    /// <summary>A view of something that is there.</summary>
    public string Fill(string view) => view
        .Replace("{image}", _image.ImageId, StringComparison.Ordinal)
        .Replace("{rejected}", _rejected.ImageId, StringComparison.Ordinal)
        .Replace("{orchestration}", _image.InstanceId, StringComparison.Ordinal)
        .Replace("{stream}", Stream, StringComparison.Ordinal);

    private static async Task<Demonstration> CreateAsync()
    {
        var host = await EmbeddedHost.StartAsync();
        TestRunEnd.Register(() => host.DisposeAsync().AsTask());
        var image = await host.ProcessAsync(TestImages.Photo(640, 480, seed: 1), "harbour.jpg");
        await host.ProcessAsync(TestImages.Solid(320, 320, 200, 60, 40), "brick.png");
        var rejected = await host.ProcessAsync("no image"u8.ToArray(), "notes.txt");
        await PostEventsAsync(host);
        return new(host, image, rejected);
    }

    private static async Task PostEventsAsync(EmbeddedHost host)
    {
        var lines = Enumerable.Range(0, Events).Select(index =>
            StreamClient.Event(index.ToString(CultureInfo.InvariantCulture), index % 3 == 0 ? "refund" : "sale", amount: index % 17));
        using var response = await host.Http.PostAsync($"/api/streams/{Stream}/events", StreamClient.Content(string.Join('\n', lines)));
        response.EnsureSuccessStatusCode();
    }
}
