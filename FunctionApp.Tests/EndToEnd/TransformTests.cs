using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Images.Fixtures;
using FunctionApp.Tests.Support;
using FunctionApp.Tests.Telemetry;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>Renditions made on request, with and without a signature.</summary>
[TestClass]
public sealed class TransformTests
{
    private static EmbeddedHost _host = null!;
    private static ImageManifest _image = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _host = await EmbeddedHost.StartAsync(settings:
        [
            new("Gateway:UrlSigningKeys:0", "a-key-for-tests-a-key-for-tests-a-key-for-tests"),
            new("Images:Transforms:MaxMegapixels", "0.1"),
        ]);
        _image = await _host.ProcessAsync(TestImages.Photo(640, 480, seed: 1));
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow("w=320", 320, 240)]
    [DataRow("h=120", 160, 120)]
    [DataRow("w=300&h=300", 300, 225)]
    [DataRow("w=300&h=300&fit=inside", 300, 225)]
    [DataRow("w=200&h=200&fit=cover", 200, 200)]
    [DataRow("w=200&h=200&fit=cover&gravity=southeast", 200, 200)]
    public async Task A_transform_has_the_size_that_was_asked_for(string query, int width, int height)
    {
        using var response = await GetAsync($"{query}&format=jpeg");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        var made = await TestImages.ProbeAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.AreEqual((width, height, ImageFormat.Jpeg), (made.Width, made.Height, made.Format));
    }

    [TestMethod]
    public async Task An_image_is_not_enlarged()
    {
        var small = await _host.ProcessAsync(TestImages.Photo(64, 48, seed: 2));

        using var response = await _host.Http.GetAsync($"/api/images/{small.ImageId}/transform?w=1000");

        var made = await TestImages.ProbeAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.AreEqual((64, 48), (made.Width, made.Height));
    }

    [TestMethod]
    [DataRow("jpeg", "image/jpeg")]
    [DataRow("png", "image/png")]
    [DataRow("webp", "image/webp")]
    [DataRow("avif", "image/avif")]
    public async Task A_transform_has_the_format_that_was_asked_for(string format, string contentType)
    {
        using var response = await GetAsync($"w=64&format={format}");

        Assert.AreEqual(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual(contentType, (await TestImages.ProbeAsync(await response.Content.ReadAsByteArrayAsync())).Format.ContentType());
        Assert.IsEmpty(response.Headers.Vary);
    }

    [TestMethod]
    [DataRow("image/avif,image/webp,*/*;q=0.8", "image/webp")]
    [DataRow("image/jpeg", "image/jpeg")]
    [DataRow("*/*", "image/jpeg")]
    [DataRow(null, "image/jpeg")]
    public async Task Without_a_format_the_best_one_that_the_caller_accepts_is_made(string? accept, string contentType)
    {
        using var response = await GetAsync("w=64", accept: accept);

        Assert.AreEqual(contentType, response.Content.Headers.ContentType?.MediaType);
        CollectionAssert.Contains(response.Headers.Vary.ToArray(), "Accept");
    }

    [TestMethod]
    public async Task Transparency_is_kept_though_the_caller_names_no_format()
    {
        var glass = await _host.ProcessAsync(SampleImages.Encode(Picture.Draw(64, 64, static (_, _) => (200, 30, 30, 128)), ImageFormat.Png));

        using var response = await _host.Http.GetAsync($"/api/images/{glass.ImageId}/transform?w=32");

        Assert.AreEqual("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.IsTrue((await TestImages.ProbeAsync(await response.Content.ReadAsByteArrayAsync())).HasAlpha);
    }

    [TestMethod]
    public async Task Less_quality_makes_a_smaller_file()
    {
        using var low = await GetAsync("w=320&format=jpeg&q=20");
        using var high = await GetAsync("w=320&format=jpeg&q=95");

        Assert.IsLessThan(high.Content.Headers.ContentLength!.Value, low.Content.Headers.ContentLength!.Value);
    }

    [TestMethod]
    public async Task Another_part_is_kept_with_another_gravity()
    {
        using var west = await GetAsync("w=100&h=200&fit=cover&gravity=west&format=png");
        using var east = await GetAsync("w=100&h=200&fit=cover&gravity=east&format=png");

        Assert.AreNotEqual(west.Headers.ETag, east.Headers.ETag);
    }

    [TestMethod]
    public async Task A_transform_that_the_caller_has_is_not_sent_again()
    {
        using var first = await GetAsync("w=100&format=webp");

        using var again = await GetAsync("w=100&format=webp", ifNoneMatch: first.Headers.ETag!.Tag);
        using var other = await GetAsync("w=101&format=webp", ifNoneMatch: first.Headers.ETag!.Tag);

        Assert.AreEqual(HttpStatusCode.NotModified, again.StatusCode);
        Assert.AreEqual(first.Headers.ETag, again.Headers.ETag);
        Assert.AreEqual(0, again.Content.Headers.ContentLength ?? 0);
        Assert.AreEqual(HttpStatusCode.OK, other.StatusCode);
    }

    [TestMethod]
    public async Task Fifty_callers_at_once_share_one_rendering()
    {
        using var requests = new MeasurementRecorder(InstrumentNames.CacheRequests);

        var bodies = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await GetAsync("w=222&format=webp");
            return Convert.ToHexString(await response.Content.ReadAsByteArrayAsync());
        }));
        using var later = await GetAsync("w=222&format=webp");

        Assert.HasCount(1, bodies.Distinct());
        Assert.IsTrue(requests.All.Any(request => request.Tags["cache.name"] is "transform" && request.Tags["cache.result"] is "hit"));
    }

    [TestMethod]
    [DataRow("", "'w' or 'h'")]
    [DataRow("w=", "'w' or 'h'")]
    [DataRow("w=0", "'w' is a whole number from 1 to 4096")]
    [DataRow("w=4097", "'w' is a whole number from 1 to 4096")]
    [DataRow("w=1e3", "'w' is a whole number")]
    [DataRow("w=-5", "'w' is a whole number")]
    [DataRow("w=99999999999999999999", "'w' is a whole number")]
    [DataRow("w=100&w=200", "'w' is given more than once")]
    [DataRow("w=100&W=200", "no parameter 'W'")]
    [DataRow("W=100", "no parameter 'W'")]
    [DataRow("w=100&fit=fill", "'fit' is one of inside, cover")]
    [DataRow("w=100&fit=Inside", "'fit' is one of")]
    [DataRow("w=100&fit=inside,cover", "'fit' is one of")]
    [DataRow("w=100&fit=1", "'fit' is one of")]
    [DataRow("w=100&fit=cover", "needs both")]
    [DataRow("w=100&gravity=north", "goes with 'fit=cover'")]
    [DataRow("w=100&h=100&fit=cover&gravity=up", "'gravity' is one of center, north")]
    [DataRow("w=100&format=gif", "'format' is one of webp, jpeg, png, avif")]
    [DataRow("w=100&format=svg", "'format' is one of")]
    [DataRow("w=100&q=19", "'q' is a whole number from 20 to 95")]
    [DataRow("w=100&q=96", "'q' is a whole number from 20 to 95")]
    [DataRow("w=100&format=png&q=80", "has no loss")]
    [DataRow("w=100&cachebuster=1", "no parameter 'cachebuster'")]
    [DataRow("w=100&exp=4102444800", "goes with 'sig'")]
    [DataRow("w=100&expiresIn=60", "for signing")]
    [DataRow("w=640&format=webp", "640 x 480 pixels")]
    public async Task A_parameter_that_breaks_a_rule_is_refused_with_the_rule(string query, string rule)
    {
        using var response = await GetAsync(query);

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(rule, problem.GetProperty("detail").GetString()!);
    }

    [TestMethod]
    public async Task What_is_no_completed_image_cannot_be_transformed()
    {
        var rejected = await _host.ProcessAsync("no image"u8.ToArray());

        using var unknown = await _host.Http.GetAsync($"/api/images/{new string('0', 32)}/transform?w=100");
        using var noId = await _host.Http.GetAsync("/api/images/none/transform?w=100");
        using var unusable = await _host.Http.GetAsync($"/api/images/{rejected.ImageId}/transform?w=100");

        await ImageRoutesTests.AssertProblemAsync(unknown, HttpStatusCode.NotFound);
        await ImageRoutesTests.AssertProblemAsync(noId, HttpStatusCode.NotFound);
        await ImageRoutesTests.AssertProblemAsync(unusable, HttpStatusCode.Conflict);
    }

    [TestMethod]
    public async Task A_transform_of_a_deleted_image_is_gone_though_it_was_cached()
    {
        var image = await _host.ProcessAsync(TestImages.Photo(320, 240, seed: 3));
        using var before = await _host.Http.GetAsync($"/api/images/{image.ImageId}/transform?w=100");
        using var deleted = await _host.Http.DeleteAsync($"/api/images/{image.ImageId}");

        using var after = await _host.Http.GetAsync($"/api/images/{image.ImageId}/transform?w=100");

        Assert.AreEqual(HttpStatusCode.OK, before.StatusCode);
        await ImageRoutesTests.AssertProblemAsync(after, HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task A_signed_URL_works_and_may_be_kept_by_anybody_until_it_expires()
    {
        var (url, expiresAt) = await SignAsync("w=100&h=80&fit=cover&format=webp&expiresIn=60");

        using var response = await _host.Http.GetAsync(url);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("image/webp", response.Content.Headers.ContentType?.MediaType);
        Assert.IsTrue(response.Headers.CacheControl!.Public);
        Assert.IsLessThanOrEqualTo(TimeSpan.FromMinutes(1), response.Headers.CacheControl.MaxAge!.Value);
        Assert.Contains($"exp={expiresAt.ToUnixTimeSeconds()}", url);
    }

    [TestMethod]
    public async Task Without_a_signature_only_the_caller_may_keep_a_transform()
    {
        using var response = await GetAsync("w=100&format=webp");

        Assert.IsTrue(response.Headers.CacheControl!.Private);
    }

    [TestMethod]
    public async Task A_signed_URL_that_was_changed_is_forbidden()
    {
        var (url, _) = await SignAsync("w=100");

        using var response = await _host.Http.GetAsync(url.Replace("w=100", "w=101", StringComparison.Ordinal));

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [TestMethod]
    [DataRow("", "'w' or 'h'")]
    [DataRow("w=100&expiresIn=0", "'expiresIn' is a whole number from 1 to 604800")]
    [DataRow("w=100&expiresIn=604801", "'expiresIn' is a whole number from 1 to 604800")]
    [DataRow("w=100&exp=4102444800", "say 'expiresIn'")]
    [DataRow("w=100&sig=abc", "say 'expiresIn'")]
    [DataRow("w=640", "640 x 480 pixels")]
    public async Task What_would_be_refused_is_not_signed(string query, string rule)
    {
        using var response = await _host.Http.PostAsync($"/api/images/{_image.ImageId}/transform?{query}", content: null);

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(rule, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!);
    }

    [TestMethod]
    public async Task A_host_without_a_key_to_sign_with_says_so_and_still_transforms()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Images:Transforms:SnapTo", "50")]);
        var image = await host.ProcessAsync(TestImages.Photo(640, 480, seed: 1));

        using var signed = await host.Http.PostAsync($"/api/images/{image.ImageId}/transform?w=100", content: null);
        using var forged = await host.Http.GetAsync($"/api/images/{image.ImageId}/transform?w=100&exp=4102444800&sig=abc");
        using var plain = await host.Http.GetAsync($"/api/images/{image.ImageId}/transform?w=101");

        await ImageRoutesTests.AssertProblemAsync(signed, HttpStatusCode.NotImplemented);
        await ImageRoutesTests.AssertProblemAsync(forged, HttpStatusCode.Forbidden);
        Assert.AreEqual(150, (await TestImages.ProbeAsync(await plain.Content.ReadAsByteArrayAsync())).Width, "snapped to the next multiple");
    }

    private static async Task<HttpResponseMessage> GetAsync(string query, string? accept = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/images/{_image.ImageId}/transform?{query}");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await _host.Http.SendAsync(request);
    }

    private static async Task<(string Url, DateTimeOffset ExpiresAt)> SignAsync(string query)
    {
        using var response = await _host.Http.PostAsync($"/api/images/{_image.ImageId}/transform?{query}", content: null);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        var signed = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (signed.GetProperty("url").GetString()!, signed.GetProperty("expiresAt").GetDateTimeOffset());
    }
}
