using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;

namespace FunctionApp.Tests.Costs;

[TestClass]
public sealed class PriceSheetTests
{
    public static IEnumerable<string> Platforms => PriceSheets.All.Select(sheet => sheet.Platform);

    [TestMethod]
    public void There_is_a_sheet_for_each_platform_and_one_is_the_default()
    {
        CollectionAssert.AreEqual(
            new[] { "aws-lambda", "azure-consumption", "azure-flex-consumption", "google-cloud-run-functions" }, Platforms.ToArray());
        CollectionAssert.Contains(Platforms.ToList(), new CostOptions().Platform);
    }

    [TestMethod]
    [DynamicData(nameof(Platforms))]
    public void Every_price_says_where_it_is_published_and_nothing_is_free_by_accident(string platform)
    {
        var sheet = PriceSheets.Find(platform)!;

        foreach (var charge in sheet.Charges)
        {
            Assert.AreEqual("https", charge.Source.Scheme, charge.Component);
            Assert.IsGreaterThan(0m, charge.Price, charge.Component);
            Assert.IsGreaterThanOrEqualTo(1m, charge.Per, charge.Component);
        }

        Assert.AreEqual("USD", sheet.Currency);
        Assert.IsTrue(sheet.Missing.All(missing => missing is { Component.Length: > 0, Reason.Length: > 0 }));
    }

    /// <summary>Executions are counted by what ran, and only they are.</summary>
    [TestMethod]
    [DynamicData(nameof(Platforms))]
    public void Charges_for_executions_name_them_and_others_do_not(string platform)
    {
        foreach (var charge in PriceSheets.Find(platform)!.Charges)
        {
            var isOfExecutions = charge.Quantity is BilledQuantity.Executions or BilledQuantity.GigabyteSeconds or BilledQuantity.ProcessorSeconds;
            Assert.AreEqual(isOfExecutions, charge.Of.Count > 0, charge.Component);
        }
    }

    /// <summary>What is used is either priced or named as missing.</summary>
    [TestMethod]
    [DynamicData(nameof(Platforms))]
    public void Nothing_that_is_measured_is_passed_over(string platform)
    {
        var sheet = PriceSheets.Find(platform)!;
        var priced = sheet.Charges.Select(charge => charge.Quantity).ToHashSet();

        CollectionAssert.IsSubsetOf(
            new[]
            {
                BilledQuantity.Executions, BilledQuantity.GigabyteSeconds, BilledQuantity.BlobWrites, BilledQuantity.BlobReads,
                BilledQuantity.StoredGigabytes, BilledQuantity.EgressGigabytes,
            },
            priced.ToArray());
        Assert.IsTrue(priced.Contains(BilledQuantity.VisionCalls) ^ sheet.Missing.Any(missing => missing.Component == "Vision calls"));
        Assert.IsTrue(sheet.Missing.Any(missing => missing.Component == "Cache"));
    }
}
