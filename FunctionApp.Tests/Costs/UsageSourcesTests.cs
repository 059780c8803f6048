using FunctionApp.Core;
using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Tests.Costs;

/// <summary>What a request's path says about whose usage it is.</summary>
[TestClass]
public sealed class UsageSourcesTests
{
    [TestMethod]
    [DataRow("/api/images", UsageSource.Images, null)]
    [DataRow("/api/images/0123/renditions/medium", UsageSource.Images, null)]
    [DataRow("/api/streams", UsageSource.Streams, null)]
    [DataRow("/api/streams/shop", UsageSource.Streams, "shop")]
    [DataRow("/api/streams/shop/", UsageSource.Streams, "shop")]
    [DataRow("/api/streams/shop/reports/7/more", UsageSource.Streams, "shop")]
    [DataRow("/api/alerts/7", UsageSource.Streams, null)]
    [DataRow("/api/health/live", UsageSource.Other, null)]
    [DataRow("/api", UsageSource.Other, null)]
    [DataRow("/", UsageSource.Other, null)]
    [DataRow(null, UsageSource.Other, null)]
    public void A_path_names_an_area_and_perhaps_a_stream(string? path, string area, string? stream)
        => Assert.AreEqual(new UsageSource(area, Stream: stream), UsageSources.OfRequest(path));
}
