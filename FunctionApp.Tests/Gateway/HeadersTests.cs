using System.Net;
using FunctionApp.Core.Gateway;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Gateway;

/// <summary>What every response says to browsers.</summary>
[TestClass]
public sealed class HeadersTests
{
    private const string Origin = "https://app.example.org";

    [TestMethod]
    [DataRow("/api/health/live", HttpStatusCode.OK)]
    [DataRow("/api/images/none", HttpStatusCode.NotFound)]
    [DataRow("/api/images?limit=x", HttpStatusCode.BadRequest)]
    [DataRow("/api/nothing", HttpStatusCode.NotFound)]
    [DataRow("/api/images/batches", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_answer_of_the_API_lets_a_browser_do_nothing_with_it(string path, HttpStatusCode status)
    {
        await using var host = await EmbeddedHost.StartAsync();
        var method = status == HttpStatusCode.MethodNotAllowed ? HttpMethod.Patch : HttpMethod.Get;

        using var response = await host.Http.SendAsync(new HttpRequestMessage(method, path));

        Assert.AreEqual(status, response.StatusCode);
        Assert.StartsWith("default-src 'none'; frame-ancestors 'none'", Header(response, "Content-Security-Policy"));
        Assert.AreEqual("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.AreEqual("no-referrer", Header(response, "Referrer-Policy"));
        Assert.AreEqual("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.IsFalse(response.Headers.Contains("Strict-Transport-Security"));
        Assert.IsFalse(response.Headers.Contains("Server"));
    }

    [TestMethod]
    public async Task A_page_may_use_what_comes_from_here_and_be_in_no_frame()
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.GetAsync("/");

        var policy = Header(response, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [TestMethod]
    public async Task A_failure_of_ours_has_the_headers_too()
    {
        await using var app = await GatewayApp.StartAsync(_ => throw new InvalidOperationException());

        using var response = await app.Http.GetAsync("/api/read");

        Assert.AreEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.AreEqual("nosniff", Header(response, "X-Content-Type-Options"));
    }

    [TestMethod]
    public async Task Behind_TLS_browsers_are_told_to_stay_there()
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, host: new GatewayHost(TrustsLoopback: false, ProxyHops: 1));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/read");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var response = await app.Http.SendAsync(request);

        Assert.AreEqual("max-age=31536000", Header(response, "Strict-Transport-Security"));
    }

    [TestMethod]
    public async Task What_a_handler_says_itself_stays()
    {
        await using var app = await GatewayApp.StartAsync(http =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return Task.CompletedTask;
        });

        using var response = await app.Http.GetAsync("/api/read");

        Assert.AreEqual("default-src 'self'", Header(response, "Content-Security-Policy"));
    }

    [TestMethod]
    public async Task What_a_key_was_shown_for_no_shared_cache_may_keep()
    {
        var key = new IssuedKey("acme", AccessLevel.Writer);
        await using var host = await EmbeddedHost.StartAsync(settings: IssuedKey.Settings(key));
        host.Http.DefaultRequestHeaders.Add("X-Api-Key", key.Key.Value);
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        using var response = await host.Http.GetAsync($"/api/images/{manifest.ImageId}/original");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.IsTrue(response.Headers.CacheControl!.Private);
        Assert.IsFalse(response.Headers.CacheControl.Public);
    }

    [TestMethod]
    public async Task By_default_no_other_origin_is_told_that_it_may_call()
    {
        var key = new IssuedKey("acme", AccessLevel.Reader);
        await using var host = await EmbeddedHost.StartAsync(settings: IssuedKey.Settings(key));

        using var preflight = await host.Http.SendAsync(Preflight("POST", Origin));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images") { Headers = { { "Origin", Origin }, { "X-Api-Key", key.Key.Value } } };
        using var response = await host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, preflight.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.IsFalse(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [TestMethod]
    public async Task An_origin_in_the_settings_may_call_and_read_the_answer()
    {
        await using var host = await StartWithOriginAsync();

        using var preflight = await host.Http.SendAsync(Preflight("POST", Origin));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images") { Headers = { { "Origin", Origin } } };
        using var response = await host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.AreEqual(Origin, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.AreEqual("x-api-key", Header(preflight, "Access-Control-Allow-Headers"));
        Assert.AreEqual("600", Header(preflight, "Access-Control-Max-Age"));
        Assert.AreEqual(Origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("RateLimit", Header(response, "Access-Control-Expose-Headers"));
        Assert.AreEqual("cross-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.IsFalse(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [TestMethod]
    [DataRow("https://evil.example.org")]
    [DataRow("http://app.example.org")]
    [DataRow("https://app.example.org.evil.example")]
    [DataRow("null")]
    public async Task Another_origin_is_not_told_that_it_may_call(string origin)
    {
        await using var host = await StartWithOriginAsync();

        using var preflight = await host.Http.SendAsync(Preflight("POST", origin));

        Assert.IsFalse(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [TestMethod]
    public async Task A_refusal_can_be_read_by_the_page_that_was_refused()
    {
        await using var host = await EmbeddedHost.StartAsync(
            settings: [new("Gateway:Cors:Origins:0", Origin), .. IssuedKey.Settings(new IssuedKey("acme", AccessLevel.Reader))]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images") { Headers = { { "Origin", Origin } } };

        using var response = await host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.AreEqual(Origin, Header(response, "Access-Control-Allow-Origin"));
    }

    private static Task<EmbeddedHost> StartWithOriginAsync() => EmbeddedHost.StartAsync(settings: [new("Gateway:Cors:Origins:0", Origin)]);

    private static HttpRequestMessage Preflight(string method, string origin) => new(HttpMethod.Options, "/api/images")
    {
        Headers = { { "Origin", origin }, { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", "x-api-key" } },
    };

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
