using System.Net;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace FunctionApp.Tests.Gateway;

/// <summary>Tokens of an issuer, over HTTP and with an issuer that serves its keys.</summary>
[TestClass]
public sealed class EntraTokensTests
{
    private static OidcIssuer _issuer = null!;
    private static EmbeddedHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _issuer = await OidcIssuer.StartAsync();
        _host = await EmbeddedHost.StartAsync(settings: _issuer.Settings);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [TestMethod]
    [DataRow("", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [DataRow("reader", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, DisplayName = "a role in another case is another role")]
    [DataRow("Administrator", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [DataRow("Reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [DataRow("Writer", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [DataRow("Operator", HttpStatusCode.OK, HttpStatusCode.NotFound)]
    [DataRow("Reader,Operator", HttpStatusCode.OK, HttpStatusCode.NotFound)]
    public async Task Roles_in_the_token_decide(string roles, HttpStatusCode read, HttpStatusCode command)
    {
        var token = _issuer.Token(roles.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(read, await StatusAsync(HttpMethod.Get, "/api/images", token));
        Assert.AreEqual(command, await StatusAsync(HttpMethod.Delete, "/api/orchestrations/none", token));
    }

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public async Task A_token_that_is_not_wholly_right_is_refused(string description, Func<string> token)
        => Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "/api/images", token()), description);

    [TestMethod]
    public async Task Where_tokens_are_accepted_nobody_gets_in_without_one()
    {
        using var response = await _host.Http.GetAsync("/api/images");

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Clocks_may_differ_a_little()
        => Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "/api/images", _issuer.Token(notBeforeMinutes: 0)));

    [TestMethod]
    public async Task An_issuer_that_does_not_answer_is_503_and_no_refusal()
    {
        await using var issuer = await OidcIssuer.StartAsync();
        issuer.IsAway = true;
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, settings: issuer.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/read") { Headers = { Authorization = new("Bearer", issuer.Token()) } };

        using var response = await app.Http.SendAsync(request);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.IsNotNull(response.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task A_new_key_of_the_issuer_is_fetched_when_a_token_shows_it()
    {
        await using var issuer = await OidcIssuer.StartAsync();
        await using var app = await GatewayApp.StartAsync(http => http.Response.WriteAsync("read"), settings: issuer.Settings);
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token());
        using var before = await app.Http.GetAsync("/api/read");
        issuer.Rotate();
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token());

        // Fetching goes on in the background; the first answers may still be by the old keys.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HttpStatusCode status;
        do
        {
            using var response = await app.Http.GetAsync("/api/read", patience.Token);
            status = response.StatusCode;
        }
        while (status != HttpStatusCode.OK);

        Assert.AreEqual(HttpStatusCode.OK, before.StatusCode);
    }

    private static IEnumerable<object[]> Bad()
    {
        var stranger = OidcIssuer.NewKey("stranger");
        yield return ["signed by a key of nobody's", () => _issuer.Token(signed: new(stranger, SecurityAlgorithms.RsaSha256))];
        yield return ["signed by another key under the issuer's key id", () =>
            _issuer.Token(signed: new(new RsaSecurityKey(stranger.Rsa) { KeyId = _issuer.Key.KeyId }, SecurityAlgorithms.RsaSha256))];
        yield return ["not signed", () => _issuer.UnsignedToken()];
        yield return ["signed with the public key as a secret", () => _issuer.TokenSignedWithThePublicKey()];
        yield return ["for another app", () => _issuer.Token(audience: "api://other")];
        yield return ["of another issuer", () => _issuer.Token(issuer: "https://login.example.org")];
        yield return ["expired", () => _issuer.Token(notBeforeMinutes: -60, expiresInMinutes: -30)];
        yield return ["of tomorrow", () => _issuer.Token(notBeforeMinutes: 30)];
        yield return ["without an end", () => _issuer.Token(expiresInMinutes: null)];
        yield return ["of nobody", () => _issuer.Token(subject: null)];
        yield return ["with its body changed", () => Changed(_issuer.Token())];
        yield return ["cut off", () => _issuer.Token()[..^10]];
        yield return ["no token at all", () => "token"];
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var body = Base64UrlEncoder.Decode(parts[1]).Replace("Reader", "Writer", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(body)}.{parts[2]}";
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _host.Http.SendAsync(request);
        return response.StatusCode;
    }
}
