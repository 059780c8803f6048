using FunctionApp.Core.Analytics;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Telemetry.Summary;
using FunctionApp.Core.Webhooks;
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
            (OutboundOptions.Section, typeof(OutboundOptions)),
            (WebhookOptions.Section, typeof(WebhookOptions)),
            (CacheOptions.Section, typeof(CacheOptions)),
            (SignedUrlOptions.Section, typeof(SignedUrlOptions)),
            (GatewayOptions.Section, typeof(GatewayOptions)),
            (CircuitOptions.Section, typeof(CircuitOptions)),
            (HousekeepingOptions.Section, typeof(HousekeepingOptions)),
            (OrchestrationFeedOptions.Section, typeof(OrchestrationFeedOptions)),
            (CostOptions.Section, typeof(CostOptions)),
            (SummaryOptions.Section, typeof(SummaryOptions)));

        await GeneratedSection.AssertIsAsync("README.md", Begin, End, expected);
    }
}
