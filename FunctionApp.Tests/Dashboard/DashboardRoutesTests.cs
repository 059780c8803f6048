using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FunctionApp.Core.Dashboard;
using FunctionApp.Core.Gateway;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Gateway;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Dashboard;

/// <summary>How the pages and their files are sent.</summary>
[TestClass]
public sealed class DashboardRoutesTests
{
    private const string Html = "<!doctype html><title>Page</title>";
    private const string Script = "console.log('dashboard');";

    [TestMethod]
    [DataRow("/")]
    [DataRow("/docs")]
    public async Task A_page_is_asked_for_each_time_and_sent_when_it_has_changed(string path)
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var first = await host.Http.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await host.Http.SendAsync(again);

        Assert.AreEqual(HttpStatusCode.OK, first.StatusCode);
        Assert.AreEqual("text/html", first.Content.Headers.ContentType!.MediaType);
        Assert.IsTrue(first.Headers.CacheControl!.NoCache);
        Assert.AreEqual(HttpStatusCode.NotModified, second.StatusCode);
    }

    [TestMethod]
    public async Task Whatever_a_page_names_is_there_and_may_be_kept_for_ever()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var assets = BuiltDashboard.AssetsNamedIn(await host.Http.GetStringAsync("/")).ToList();

        Assert.IsNotEmpty(assets);
        foreach (var asset in assets)
        {
            using var response = await host.Http.GetAsync($"/assets/{asset}");

            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, asset);
            Assert.AreEqual("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single(), asset);
        }
    }

    [TestMethod]
    [DataRow("br, gzip", "br")]
    [DataRow("gzip, deflate, br, zstd", "br")]
    [DataRow("gzip", "gzip")]
    [DataRow("gzip, br;q=0", "gzip")]
    [DataRow("deflate", null)]
    [DataRow("", null)]
    public async Task A_file_is_sent_in_the_smallest_coding_that_the_caller_takes(string accepted, string? expected)
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostOfAsync(folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await host.Http.SendAsync(request);

        Assert.AreEqual(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.AreEqual("Accept-Encoding", response.Headers.Vary.Single());
        Assert.AreEqual("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual(Script, await DecodedAsync(response));
    }

    [TestMethod]
    public async Task Each_coding_has_an_entity_tag_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostOfAsync(folder);
        var tags = new List<EntityTagHeaderValue>();
        foreach (var coding in new[] { "br", "gzip", "identity" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { AcceptEncoding = { new(coding) } } };
            using var response = await host.Http.SendAsync(request);
            tags.Add(response.Headers.ETag!);
        }

        Assert.HasCount(3, tags.Distinct().ToList());
    }

    [TestMethod]
    [DataRow("/assets/none.js")]
    [DataRow("/assets/app-1.js.br")]
    [DataRow("/assets/..%2Findex.html")]
    [DataRow("/assets/%2E%2E%2F%2E%2E%2Fsecret.txt")]
    public async Task Nothing_but_the_assets_can_be_had(string path)
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostOfAsync(folder);

        using var response = await host.Http.GetAsync(path);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task The_pages_need_no_key()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: IssuedKey.Settings(new IssuedKey("acme", AccessLevel.Reader)));

        using var page = await host.Http.GetAsync("/");
        using var images = await host.Http.GetAsync("/api/images");

        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, images.StatusCode);
    }

    [TestMethod]
    public async Task A_host_that_was_built_without_the_pages_says_how_to_build_them()
    {
        using var folder = new TemporaryFolder();
        await using var host = await EmbeddedHost.StartAsync(configure: services => services.AddSingleton(DashboardFiles.Load(folder.Path)));

        using var response = await host.Http.GetAsync("/");

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("Install <a href=\"https://nodejs.org\">Node.js</a>", await response.Content.ReadAsStringAsync());
    }

    /// <summary>A host with a dashboard of one page and one script, in every coding.</summary>
    private static Task<EmbeddedHost> HostOfAsync(TemporaryFolder folder)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "assets"));
        Write(Path.Combine(folder.Path, "index.html"), Html);
        Write(Path.Combine(folder.Path, "assets", "app-1.js"), Script);
        return EmbeddedHost.StartAsync(configure: services => services.AddSingleton(DashboardFiles.Load(folder.Path)));
    }

    private static void Write(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        File.WriteAllBytes(path, bytes);
        using var brotli = new BrotliStream(File.Create($"{path}.br"), CompressionMode.Compress);
        brotli.Write(bytes);
        using var gzip = new GZipStream(File.Create($"{path}.gz"), CompressionMode.Compress);
        gzip.Write(bytes);
    }

    private static async Task<string> DecodedAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync();
        await using var decoded = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return await new StreamReader(decoded).ReadToEndAsync();
    }
}
