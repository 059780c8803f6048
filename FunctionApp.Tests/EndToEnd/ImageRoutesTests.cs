using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class ImageRoutesTests
{
    private static EmbeddedHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _host = await EmbeddedHost.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    public async Task An_upload_is_accepted_and_says_where_to_look()
    {
        using var response = await _host.Http.PostAsync("/api/images?name=cat.jpg", Image(TestImages.Photo(640, 480, seed: 1)));

        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        var imageId = accepted.GetProperty("imageId").GetString();
        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        Assert.AreEqual($"/api/orchestrations/image-{imageId}", response.Headers.Location?.OriginalString);
        Assert.AreEqual($"/api/orchestrations/image-{imageId}", accepted.GetProperty("statusUrl").GetString());
        Assert.AreEqual($"/api/images/{imageId}", accepted.GetProperty("manifestUrl").GetString());
        Assert.AreEqual($"image-{imageId}", accepted.GetProperty("instanceId").GetString());
    }

    [TestMethod]
    public async Task A_finished_image_has_every_rendition_in_its_size()
    {
        var manifest = await _host.ProcessAsync(TestImages.Photo(2400, 1600, seed: 2), "wide.jpg");

        Assert.AreEqual(ImageStatus.Completed, manifest.Status);
        Assert.AreEqual("wide.jpg", manifest.Source.Name);
        CollectionAssert.AreEqual(
            new[]
            {
                "thumb.jpg 200x200", "thumb.webp 200x200", "small.jpg 480x320", "small.webp 480x320",
                "medium.jpg 960x640", "medium.webp 960x640", "large.jpg 1920x1280", "large.webp 1920x1280",
            },
            manifest.Renditions.Select(rendition => $"{rendition.Name} {rendition.Width}x{rendition.Height}").ToArray());
        Assert.IsNotNull(manifest.Analysis);
        Assert.IsNotNull(manifest.Timings);
    }

    [TestMethod]
    public async Task Every_rendition_is_served_with_its_type_length_and_tag()
    {
        var manifest = await _host.ProcessAsync(TestImages.Photo(800, 600, seed: 3));

        foreach (var rendition in manifest.Renditions)
        {
            using var response = await _host.Http.GetAsync(rendition.Url);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            Assert.AreEqual(rendition.ContentType, response.Content.Headers.ContentType?.MediaType);
            Assert.AreEqual(rendition.ETag, response.Headers.ETag?.Tag);
            Assert.HasCount((int)rendition.Bytes, bytes);
            Assert.AreEqual(rendition.Format, ImageFormats.Recognise(bytes));
        }
    }

    [TestMethod]
    public async Task The_same_bytes_again_are_the_same_image()
    {
        var photo = TestImages.Photo(640, 480, seed: 4);
        var first = await _host.ProcessAsync(photo, "first.jpg");

        using var again = await _host.Http.PostAsync("/api/images?name=second.jpg", Image(photo));

        Assert.AreEqual(HttpStatusCode.OK, again.StatusCode);
        Assert.AreEqual(first.ImageId, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("imageId").GetString());
    }

    [TestMethod]
    public async Task Fifty_uploads_of_the_same_bytes_at_once_are_one_image_one_orchestration_and_fifty_equal_answers()
    {
        var photo = TestImages.Photo(640, 480, seed: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await _host.Http.PostAsync("/api/images", Image(photo));
            return (response.StatusCode, Body: await response.Content.ReadAsStringAsync());
        }));

        Assert.AreEqual(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.AreEqual(49, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.AreEqual(1, answers.Select(answer => answer.Body).Distinct().Count());
        var instances = await _host.Orchestrations.ListAsync(
            new() { InstanceIdPrefix = JsonDocument.Parse(answers[0].Body).RootElement.GetProperty("instanceId").GetString() });
        Assert.HasCount(1, instances.Items);
    }

    [TestMethod]
    public async Task A_multipart_form_is_an_upload_too()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("ignored"), "comment" },
            { Image(TestImages.Photo(640, 480, seed: 6)), "file", "holiday.jpg" },
        };

        using var response = await _host.Http.PostAsync("/api/images", form);

        var imageId = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("imageId").GetString()!;
        Assert.AreEqual("holiday.jpg", (await _host.ManifestAsync(imageId)).Source.Name);
    }

    [TestMethod]
    public async Task Only_the_presets_asked_for_are_rendered()
    {
        using var response = await _host.Http.PostAsync("/api/images?presets=thumb,small", Image(TestImages.Photo(640, 480, seed: 7)));
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        await _host.Orchestrations.WaitForCompletionAsync(accepted.GetProperty("instanceId").GetString()!);

        var manifest = await _host.ManifestAsync(accepted.GetProperty("imageId").GetString()!);

        CollectionAssert.AreEquivalent(
            new[] { "thumb.jpg", "thumb.webp", "small.jpg", "small.webp" }, manifest.Renditions.Select(rendition => rendition.Name).ToArray());
    }

    [TestMethod]
    public async Task A_rendition_that_the_caller_has_is_not_sent_again()
    {
        var manifest = await _host.ProcessAsync(TestImages.Photo(640, 480, seed: 8));
        using var request = new HttpRequestMessage(HttpMethod.Get, manifest.Renditions[0].Url);
        request.Headers.IfNoneMatch.Add(new(manifest.Renditions[0].ETag));

        using var response = await _host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.NotModified, response.StatusCode);
    }

    [TestMethod]
    public async Task Part_of_an_original_can_be_asked_for()
    {
        var photo = TestImages.Photo(640, 480, seed: 9);
        var manifest = await _host.ProcessAsync(photo);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/images/{manifest.ImageId}/original");
        request.Headers.Range = new RangeHeaderValue(100, 199);

        using var response = await _host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.PartialContent, response.StatusCode);
        CollectionAssert.AreEqual(photo[100..200], await response.Content.ReadAsByteArrayAsync());
    }

    [TestMethod]
    [DataRow("image/avif,image/webp,*/*;q=0.8", "image/webp")]
    [DataRow("image/jpeg", "image/jpeg")]
    [DataRow("image/webp;q=0.5,image/jpeg;q=0.9", "image/jpeg")]
    [DataRow("*/*", "image/jpeg")]
    [DataRow(null, "image/jpeg")]
    public async Task Without_an_extension_the_best_format_the_caller_accepts_is_sent(string? accept, string expected)
    {
        var manifest = await _host.ProcessAsync(TestImages.Photo(640, 480, seed: 10));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/images/{manifest.ImageId}/renditions/small");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await _host.Http.SendAsync(request);

        Assert.AreEqual(expected, response.Content.Headers.ContentType?.MediaType);
        CollectionAssert.Contains(response.Headers.Vary.ToArray(), "Accept");
    }

    [TestMethod]
    public async Task A_deleted_image_is_gone_and_can_be_uploaded_anew()
    {
        var photo = TestImages.Photo(640, 480, seed: 11);
        var manifest = await _host.ProcessAsync(photo);

        using var deleted = await _host.Http.DeleteAsync($"/api/images/{manifest.ImageId}");

        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var url in (string[])[$"/api/images/{manifest.ImageId}", $"/api/images/{manifest.ImageId}/original", manifest.Renditions[0].Url])
        {
            using var gone = await _host.Http.GetAsync(url);
            await AssertProblemAsync(gone, HttpStatusCode.NotFound);
        }

        Assert.AreEqual(ImageStatus.Completed, (await _host.ProcessAsync(photo)).Status);
    }

    [TestMethod]
    public async Task Bytes_that_are_no_image_are_rejected_with_a_reason_when_they_were_said_to_be_one()
    {
        var manifest = await _host.ProcessAsync("This is a letter, not a photograph."u8.ToArray(), "letter.jpg");

        Assert.AreEqual(ImageStatus.Rejected, manifest.Status);
        Assert.AreEqual("The bytes are those of no image format we know.", manifest.Reason);
        Assert.IsEmpty(manifest.Renditions);
    }

    [TestMethod]
    public async Task Text_that_is_said_to_be_text_is_415()
    {
        using var response = await _host.Http.PostAsync("/api/images", new StringContent("Dear Sir", Encoding.UTF8, "text/plain"));

        await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    [TestMethod]
    public async Task An_image_that_is_said_to_be_text_is_an_image()
    {
        using var content = Image(TestImages.Photo(640, 480, seed: 12));
        content.Headers.ContentType = new("text/plain");

        using var response = await _host.Http.PostAsync("/api/images", content);

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
    }

    [TestMethod]
    public async Task An_empty_body_is_400()
    {
        using var response = await _host.Http.PostAsync("/api/images", Image([]));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    [DataRow("../etc/passwd")]
    [DataRow("a/../b")]
    [DataRow("..")]
    [DataRow("a\0b")]
    [DataRow("a\\b")]
    [DataRow("/absolute")]
    public async Task A_name_that_is_not_allowed_is_400(string name)
    {
        using var response = await _host.Http.PostAsync(
            $"/api/images?name={Uri.EscapeDataString(name)}", Image(TestImages.Photo(64, 64, seed: 13)));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task A_name_of_two_thousand_characters_is_400()
    {
        using var response = await _host.Http.PostAsync(
            $"/api/images?name={new string('n', 2_000)}", Image(TestImages.Photo(64, 64, seed: 13)));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    [DataRow("Größe 写真 🖼.jpg")]
    [DataRow("CON")]
    [DataRow("100% \"quoted\" <b>.png")]
    public async Task Any_other_name_is_kept(string name)
    {
        var manifest = await _host.ProcessAsync(TestImages.Photo(64, 64, seed: name.Length + 100), name);

        Assert.AreEqual(name, manifest.Source.Name);
    }

    [TestMethod]
    [DataRow("/api/images/0123")]
    [DataRow("/api/images/00000000000000000000000000000000")]
    [DataRow("/api/images/00000000000000000000000000000000/original")]
    [DataRow("/api/images/00000000000000000000000000000000/renditions/thumb")]
    [DataRow("/api/images/00000000000000000000000000000000/renditions/..%2f..%2fsecret")]
    [DataRow("/api/orchestrations/none")]
    [DataRow("/api/orchestrations/none/history")]
    [DataRow("/api/nothing")]
    public async Task What_is_not_there_is_a_404_problem(string url)
    {
        using var response = await _host.Http.GetAsync(url);

        await AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [TestMethod]
    [DataRow("/api/images?limit=0")]
    [DataRow("/api/images?limit=many")]
    [DataRow("/api/images?status=Lost")]
    [DataRow("/api/images?status=1")]
    [DataRow("/api/images?color=mauve")]
    [DataRow("/api/images?continuation=nonsense")]
    [DataRow("/api/orchestrations?limit=-1")]
    [DataRow("/api/orchestrations?status=Completed,Lost")]
    [DataRow("/api/orchestrations?from=yesterday")]
    [DataRow("/api/orchestrations?continuation=nonsense")]
    public async Task A_query_that_makes_no_sense_is_a_400_problem(string url)
    {
        using var response = await _host.Http.GetAsync(url);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task A_preset_that_does_not_exist_is_400()
    {
        using var response = await _host.Http.PostAsync("/api/images?presets=poster", Image(TestImages.Photo(64, 64, seed: 13)));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task A_request_that_means_another_host_is_404()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images");
        request.Headers.Host = "attacker.example";

        using var response = await _host.Http.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task The_host_is_ready()
    {
        using var live = await _host.Http.GetAsync("/api/health/live");
        using var ready = await _host.Http.GetAsync("/api/health/ready");

        Assert.AreEqual(HttpStatusCode.OK, live.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, ready.StatusCode);
    }

    internal static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.AreEqual(status, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual((int)status, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", problem.ToString());
    }

    private static ByteArrayContent Image(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("image/jpeg");
        return content;
    }
}
