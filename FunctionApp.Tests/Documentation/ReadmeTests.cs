using FunctionApp.Core.Analytics;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Images;
using FunctionApp.Core.Operations;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Durable;

namespace FunctionApp.Tests.Documentation;

[TestClass]
public sealed class ReadmeTests
{
    private const string Begin = "<!-- configuration: generated from the options classes; UPDATE_README=1 ./test --filter ReadmeTests rewrites it -->";
    private const string End = "<!-- end of configuration -->";

    [TestMethod]
    public async Task The_configuration_table_is_what_the_options_say()
    {
        var expected = ConfigurationTable.Of(
            (ImageOptions.Section, typeof(ImageOptions)),
            (AnalyticsOptions.Section, typeof(AnalyticsOptions)),
            (DurableOptions.Section, typeof(DurableOptions)),
            (BlobTriggerOptions.Section, typeof(BlobTriggerOptions)),
            (CacheOptions.Section, typeof(CacheOptions)),
            (HousekeepingOptions.Section, typeof(HousekeepingOptions)));

        await GeneratedSection.AssertIsAsync("README.md", Begin, End, expected);
    }
}
