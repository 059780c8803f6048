using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Webhooks;

[TestClass]
public sealed class WebhookOptionsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [TestMethod]
    [DataRow("Webhooks:SigningSecrets:0", "hunter2", "Webhooks:SigningSecrets:0")]
    [DataRow("Webhooks:Subscriptions:0:Secrets:0", "hunter2", "Webhooks:Subscriptions:0:Secrets:0")]
    [DataRow("Webhooks:Subscriptions:0:Secrets:0", null, "nobody could tell")]
    [DataRow("Webhooks:Subscriptions:0:Name", "Not A Name", "a subscription's name")]
    [DataRow("Webhooks:Subscriptions:0:Url", "http://127.0.0.1/", "must not be called")]
    [DataRow("Webhooks:Subscriptions:0:Url", "ftp://receiver.example/", "http or https")]
    [DataRow("Webhooks:Subscriptions:0:Url", "", "empty")]
    [DataRow("Webhooks:Subscriptions:1:Name", "billing", "more than once")]
    [DataRow("Webhooks:Source", "not a uri", "URI reference")]
    [DataRow("Webhooks:AttemptTimeout", "00:00:00", "AttemptTimeout")]
    [DataRow("Outbound:AllowedNetworks:0", "10.0.0.1/8", "no network")]
    [DataRow("Outbound:AllowedNetworks:0", "everything", "no network")]
    [DataRow("Outbound:Ports:0", "70000", "no port")]
    [DataRow("Outbound:MaxRedirects", "-1", "MaxRedirects")]
    public async Task A_setting_that_makes_no_sense_keeps_the_host_from_starting_and_is_named(string key, string? value, string told)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Webhooks:Subscriptions:0:Name"] = "billing",
            ["Webhooks:Subscriptions:0:Url"] = "https://receiver.example/hook",
            ["Webhooks:Subscriptions:0:Secrets:0"] = Secret,
        };
        settings.Remove(key);
        if (value is not null)
        {
            settings.Add(key, value);
        }

        var exception = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => EmbeddedHost.StartAsync(settings: settings));

        Assert.Contains(told, exception.Message);
        Assert.DoesNotContain("hunter2", exception.Message);
        Assert.DoesNotContain(Secret, exception.Message);
    }
}
