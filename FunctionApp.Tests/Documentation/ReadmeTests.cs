using FunctionApp.Core.Caching;
using FunctionApp.Core.Images;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Webhooks;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Durable;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Documentation;

[TestClass]
public sealed class ReadmeTests
{
    private const string Begin = "<!-- configuration: generated from the options classes; UPDATE_README=1 ./test --filter ReadmeTests rewrites it -->\n";
    private const string End = "\n<!-- end of configuration -->";

    [TestMethod]
    public async Task The_configuration_table_is_what_the_options_say()
    {
        var path = Repository.File("README.md");
        var readme = await File.ReadAllTextAsync(path);
        var from = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = readme.IndexOf(End, StringComparison.Ordinal);
        var expected = ConfigurationTable.Of(
            (ImageOptions.Section, typeof(ImageOptions)),
            (DurableOptions.Section, typeof(DurableOptions)),
            (BlobTriggerOptions.Section, typeof(BlobTriggerOptions)),
            (OutboundOptions.Section, typeof(OutboundOptions)),
            (WebhookOptions.Section, typeof(WebhookOptions)),
            (CacheOptions.Section, typeof(CacheOptions)),
            (CircuitOptions.Section, typeof(CircuitOptions)),
            (HousekeepingOptions.Section, typeof(HousekeepingOptions)));

        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            await File.WriteAllTextAsync(path, readme[..from] + expected + readme[to..]);
        }

        Assert.AreEqual(expected, (await File.ReadAllTextAsync(path))[from..(from + expected.Length)]);
    }
}
