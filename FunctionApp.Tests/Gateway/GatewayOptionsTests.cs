using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class GatewayOptionsTests
{
    [TestMethod]
    [DataRow("Gateway:ApiKeys:0:Client", "acme", DisplayName = "a key without prefix and hash")]
    [DataRow("Gateway:Entra:Tenant", "contoso.example", DisplayName = "a tenant without an audience")]
    [DataRow("Gateway:Entra:Authority", "http://issuer.example.org", DisplayName = "an issuer without TLS")]
    [DataRow("Gateway:Cors:Origins:0", "*", DisplayName = "every origin")]
    [DataRow("Gateway:Cors:Origins:0", "https://app.example.org/", DisplayName = "an address for an origin")]
    [DataRow("Gateway:RateLimits:Read:Quota", "0", DisplayName = "no calls at all")]
    [DataRow("Gateway:RateLimits:Read:Window", "00:00:00", DisplayName = "an empty window")]
    [DataRow("Gateway:Concurrency:Read", "0", DisplayName = "no places")]
    [DataRow("Gateway:Requests:MaxHeaderCount", "1", DisplayName = "fewer headers than a browser sends")]
    [DataRow("Gateway:Idempotency:KeepFor", "00:00:00", DisplayName = "answers that are not kept")]
    [DataRow("Gateway:ProxyHops", "-1", DisplayName = "fewer proxies than none")]
    public async Task Settings_that_make_no_sense_keep_the_host_from_starting(string setting, string value)
    {
        var failure = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => EmbeddedHost.StartAsync(settings: [new(setting, value)]));

        Assert.IsNotEmpty(failure.Failures);
    }

    [TestMethod]
    [DataRow("Role", "Anonymous")]
    [DataRow("Client", "a b")]
    [DataRow("Hash", "abc")]
    [DataRow("Prefix", "ABCDEFGH")]
    public async Task A_key_that_makes_no_sense_keeps_the_host_from_starting(string setting, string value)
    {
        var settings = IssuedKey.Settings(new IssuedKey("acme", Core.Gateway.AccessLevel.Reader)).Append(new($"Gateway:ApiKeys:0:{setting}", value));

        await Assert.ThrowsExactlyAsync<OptionsValidationException>(
            () => EmbeddedHost.StartAsync(settings: settings.GroupBy(pair => pair.Key).Select(pairs => pairs.Last())));
    }

    [TestMethod]
    [DataRow("common")]
    [DataRow("organizations")]
    [DataRow("consumers")]
    public async Task Everybodys_tenant_is_nobodys(string tenant)
        => await Assert.ThrowsExactlyAsync<OptionsValidationException>(
            () => EmbeddedHost.StartAsync(settings: [new("Gateway:Entra:Tenant", tenant), new("Gateway:Entra:Audience", "api")]));
}
