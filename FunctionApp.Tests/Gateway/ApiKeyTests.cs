using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;
using FunctionApp.Local.Cli;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class ApiKeyTests
{
    [TestMethod]
    public void Every_key_is_another()
        => Assert.HasCount(1_000, Enumerable.Range(0, 1_000).Select(_ => ApiKey.Create().Value).ToHashSet());

    [TestMethod]
    public void A_key_is_found_by_what_is_kept_of_it_and_keeps_its_client_and_role()
    {
        var key = ApiKey.Create();

        var caller = Ring(Kept(key)).Find(key.Value);

        Assert.AreEqual(new Caller("key:acme", AccessLevel.Writer), caller);
    }

    [TestMethod]
    public void Two_keys_with_one_prefix_are_told_apart()
    {
        var (first, second) = (ApiKey.Create(), ApiKey.Create());
        var secondWithPrefixOfFirst = $"{first.Value[..12]}{second.Value[12..]}";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secondWithPrefixOfFirst)));
        var ring = Ring(Kept(first), new() { Client = "other", Prefix = first.Prefix, Hash = hash, Role = AccessLevel.Reader });

        Assert.AreEqual("key:acme", ring.Find(first.Value)?.Client);
        Assert.AreEqual("key:other", ring.Find(secondWithPrefixOfFirst)?.Client);
    }

    [TestMethod]
    public void A_key_works_until_the_moment_it_expires()
    {
        var key = ApiKey.Create();
        var clock = new ManualTimeProvider();
        var ring = Ring(clock, Kept(key) with { ExpiresAt = clock.GetUtcNow() + TimeSpan.FromDays(1) });

        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        var before = ring.Find(key.Value);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.IsNotNull(before);
        Assert.IsNull(ring.Find(key.Value));
    }

    [TestMethod]
    public void A_key_written_out_does_not_show_its_secret()
    {
        var key = ApiKey.Create();

        Assert.DoesNotContain(key.Value[12..], $"{key}");
        Assert.Contains(key.Prefix, $"{key}");
    }

    [TestMethod]
    public async Task The_command_prints_a_key_and_the_settings_that_accept_it()
    {
        await using var output = new StringWriter();

        await KeyCommand.RunAsync(output, "acme", AccessLevel.Writer, new DateTimeOffset(2030, 12, 31, 0, 0, 0, TimeSpan.Zero));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var key = lines.Single(line => line.StartsWith(ApiKey.Scheme));
        var settings = lines.Where(line => line.StartsWith("Gateway__")).Select(line => line.Split('=')).ToDictionary(
            pair => pair[0].Replace("__", ":"), string? (pair) => pair[1]);
        await using var host = await EmbeddedHost.StartAsync(settings: settings);
        host.Http.DefaultRequestHeaders.Add("X-Api-Key", key);
        using var response = await host.Http.GetAsync("/api/images");
        Assert.AreEqual(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("2030-12-31T00:00:00.0000000+00:00", settings["Gateway:ApiKeys:0:ExpiresAt"]);
    }

    private static ApiKeyOptions Kept(ApiKey key) => new() { Client = "acme", Prefix = key.Prefix, Hash = key.Hash, Role = AccessLevel.Writer };

    private static ApiKeyRing Ring(params ApiKeyOptions[] keys) => Ring(TimeProvider.System, keys);

    private static ApiKeyRing Ring(TimeProvider clock, params ApiKeyOptions[] keys)
        => new(Options.Create(new GatewayOptions { ApiKeys = keys }), clock);
}
