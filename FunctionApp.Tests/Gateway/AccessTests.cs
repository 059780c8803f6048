using System.Net;
using System.Text.RegularExpressions;
using FunctionApp.Core.Api;
using FunctionApp.Core.Gateway;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Gateway;

/// <summary>Who may use what: every operation there is, with every kind of credential, over HTTP.</summary>
[TestClass]
public sealed partial class AccessTests
{
    private static readonly IssuedKey Reader = new("tests", AccessLevel.Reader);
    private static readonly IssuedKey Writer = new("tests", AccessLevel.Writer);
    private static readonly IssuedKey Operator = new("tests", AccessLevel.Operator);
    private static readonly IssuedKey Expired = new("tests", AccessLevel.Operator, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly Dictionary<string, (string? Credential, AccessLevel Access)> Credentials = new()
    {
        ["no key"] = (null, AccessLevel.Anonymous),
        ["an unknown key"] = (Core.Gateway.Authentication.ApiKey.Create().Value, AccessLevel.Anonymous),
        ["a wrong key with a known prefix"] = (Operator.Key.Value[..^2] + "00", AccessLevel.Anonymous),
        ["an expired key"] = (Expired.Key.Value, AccessLevel.Anonymous),
        ["a reader's key"] = (Reader.Key.Value, AccessLevel.Reader),
        ["a writer's key"] = (Writer.Key.Value, AccessLevel.Writer),
        ["an operator's key"] = (Operator.Key.Value, AccessLevel.Operator),
    };

    private static EmbeddedHost _host = null!;

    public static IEnumerable<object[]> Matrix => ApiOperations.All.SelectMany(operation => Credentials.Keys.Select(with => new object[] { operation.Name, with }));

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
        => _host = await EmbeddedHost.StartAsync(settings: [.. IssuedKey.Settings(Reader, Writer, Operator, Expired), new("Gateway:RateLimits:Enabled", "false")]);

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    [DynamicData(nameof(Matrix))]
    public async Task An_operation_lets_in_who_may_use_it_and_nobody_else(string name, string with)
    {
        var operation = ApiOperations.Find(name)!;
        var (credential, access) = Credentials[with];

        using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), $"/{Placeholder().Replace(operation.Route, "none")}");
        request.Headers.Add("X-Api-Key", credential is null ? [] : [credential]);
        using var response = await _host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        if (access >= operation.Access)
        {
            Assert.AreNotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.AreNotEqual(HttpStatusCode.Forbidden, response.StatusCode);
        }
        else
        {
            var isKnown = access > AccessLevel.Anonymous;
            await ImageRoutesTests.AssertProblemAsync(response, isKnown ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
            Assert.AreEqual(isKnown ? 0 : 1, response.Headers.WwwAuthenticate.Count);
        }
    }

    [TestMethod]
    public void Whatever_changes_something_takes_a_writer_or_an_operator()
    {
        foreach (var operation in ApiOperations.All.Where(operation => operation.ChangesState))
        {
            Assert.IsTrue(operation.Access >= AccessLevel.Writer, operation.Name);
        }
    }

    [TestMethod]
    public void Whatever_commands_orchestrations_takes_an_operator()
    {
        foreach (var operation in ApiOperations.All.Where(operation => operation.ChangesState && operation.Route.StartsWith(Routes.Orchestrations)))
        {
            Assert.AreEqual(AccessLevel.Operator, operation.Access, operation.Name);
        }
    }

    [TestMethod]
    public void Only_health_is_never_limited()
    {
        foreach (var operation in ApiOperations.All.Where(operation => operation.RateClass == RateClass.Unlimited))
        {
            Assert.StartsWith("api/health/", operation.Route, operation.Name);
        }
    }

    [TestMethod]
    public async Task A_key_works_as_a_bearer_token_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/images");
        request.Headers.Authorization = new("Bearer", Reader.Key.Value);

        using var response = await _host.Http.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    public async Task Without_a_key_and_without_Entra_this_machine_may_do_everything()
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var read = await host.Http.GetAsync("/api/images");
        using var command = await host.Http.DeleteAsync("/api/orchestrations/none");

        Assert.AreEqual(HttpStatusCode.OK, read.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, command.StatusCode);
    }

    [TestMethod]
    [DataRow("X-Forwarded-For: 203.0.113.9", DisplayName = "a request that a proxy on this machine passes on")]
    [DataRow("Forwarded: for=203.0.113.9", DisplayName = "the same, by RFC 7239")]
    [DataRow("X-Real-IP: 203.0.113.9", DisplayName = "the same, as nginx has it")]
    [DataRow("X-Api-Key: fa_something", DisplayName = "a credential that means nothing here")]
    [DataRow("Authorization: Basic dXNlcjpwYXNz", DisplayName = "a credential of another kind")]
    public async Task What_is_not_plainly_from_this_machine_is_not_taken_for_it(string header)
    {
        await using var host = await EmbeddedHost.StartAsync();

        Assert.AreEqual(401, await RawRequest.SendAsync(host.Http.BaseAddress!, "/api/images", header));
    }

    [TestMethod]
    [DataRow("https://evil.example.org", 401)]
    [DataRow("null", 401)]
    [DataRow("http://127.0.0.1", 401, DisplayName = "another port of this machine")]
    [DataRow("", 401)]
    [DataRow("https://app.example.org", 404, DisplayName = "an origin in the settings")]
    [DataRow("{host}", 404, DisplayName = "a page of this host")]
    public async Task A_page_from_elsewhere_cannot_use_its_visitors_machine(string origin, int expected)
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Gateway:Cors:Origins:0", "https://app.example.org")]);
        var header = $"Origin: {origin.Replace("{host}", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))}";

        Assert.AreEqual(expected, await RawRequest.SendAsync(host.Http.BaseAddress!, "/api/orchestrations/none", header));
    }

    [TestMethod]
    public async Task Trusting_this_machine_can_be_turned_off()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Gateway:AllowAnonymousOnLoopback", "false")]);

        using var read = await host.Http.GetAsync("/api/images");
        using var health = await host.Http.GetAsync("/api/health/live");

        Assert.AreEqual(HttpStatusCode.Unauthorized, read.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, health.StatusCode);
    }

    [TestMethod]
    [DynamicData(nameof(Smuggling))]
    public async Task A_credential_that_is_not_exactly_one_well_formed_one_is_refused(string description, string[] headers, int expected)
        => Assert.AreEqual(expected, await RawRequest.SendAsync(_host.Http.BaseAddress!, "/api/images", headers), description);

    private static IEnumerable<object[]> Smuggling()
    {
        var key = Reader.Key.Value;
        yield return ["the key alone", new[] { $"X-Api-Key: {key}" }, 200];
        yield return ["two Authorization headers", new[] { $"Authorization: Bearer {key}", $"Authorization: Bearer {key}" }, 401];
        yield return ["two key headers", new[] { $"X-Api-Key: {key}", $"X-Api-Key: {key}" }, 401];
        yield return ["a key header and an Authorization header", new[] { $"X-Api-Key: {key}", $"Authorization: Bearer {key}" }, 401];
        yield return ["an Authorization header in another case beside it", new[] { $"authorization: Bearer {key}", $"AUTHORIZATION: Bearer {key}" }, 401];
        yield return ["two keys in one header", new[] { $"X-Api-Key: {key}, {key}" }, 401];
        yield return ["an empty key", new[] { "X-Api-Key:" }, 401];
        yield return ["only blanks", new[] { "X-Api-Key:    " }, 401];
        yield return ["an empty bearer", new[] { "Authorization: Bearer" }, 401];
        yield return ["a key without Bearer", new[] { $"Authorization: {key}" }, 401];
        yield return ["a key with something after it", new[] { $"X-Api-Key: {key}x" }, 401];
        yield return ["a key with its case changed", new[] { $"X-Api-Key: {key.ToUpperInvariant()}" }, 401];
        yield return ["the prefix alone", new[] { $"X-Api-Key: {key[..12]}" }, 401];
        yield return ["a key of 10 kB", new[] { $"X-Api-Key: {key}{new string('a', 10_000)}" }, 401];
        yield return ["a key of 20 kB", new[] { $"X-Api-Key: {new string('a', 20_000)}" }, 431];
        yield return ["a key with a letter that is not ASCII", new[] { $"X-Api-Key: {key[..^1]}é" }, 400];
        yield return ["a token of no issuer we know", new[] { "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9." }, 401];
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
