using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Tests.Costs;

/// <summary>The formulas against what the providers reckon themselves.</summary>
[TestClass]
public sealed class CostFormulasTests
{
    /// <summary>
    /// https://aws.amazon.com/lambda/pricing/, "Example 1": 512 MB, executed 3 million times in one month, 1 second each: 1,500,000 GB-s, $18.34
    /// for compute, $0.40 for requests, $18.74 in all.
    /// </summary>
    [TestMethod]
    public void Lambda_costs_what_AWS_reckons_in_its_first_example()
    {
        var cost = Month("aws-lambda", new() { Requests = Executions(3_000_000, TimeSpan.FromSeconds(1)) }, megabytes: 512);

        Assert.AreEqual(1_500_000m, Line(cost, "Execution time").MonthlyQuantity);
        Assert.AreEqual(18.34m, decimal.Round(Line(cost, "Execution time").MonthlyAmount, 2));
        Assert.AreEqual(0.40m, Line(cost, "Requests").MonthlyAmount);
        Assert.AreEqual(18.74m, decimal.Round(cost.MonthlyAmount, 2));
    }

    /// <summary>https://aws.amazon.com/step-functions/pricing/: 4,000 state transitions are free in a month, a thousand of the others cost $0.025.</summary>
    [TestMethod]
    [DataRow(4_000, "0")]
    [DataRow(5_000, "0.025")]
    [DataRow(404_000, "10")]
    public void Step_Functions_charges_for_transitions_beyond_the_free_ones(int activities, string dollars)
    {
        var cost = Month("aws-lambda", new() { Activities = Executions(activities, TimeSpan.Zero) });

        Assert.AreEqual(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture), Line(cost, "State transitions").MonthlyAmount);
    }

    /// <summary>
    /// https://modal.com/blog/azure-function-pricing-guide, "Pricing example": 3 million executions of 1 second with 1.5 GB: 4,500,000 GB-s, $65.60
    /// and $0.40, $66.00 in all. An instance of 2,048 MB counts as 1,536, the most there is.
    /// </summary>
    [TestMethod]
    public void Consumption_costs_what_the_published_example_says()
    {
        var cost = Month("azure-consumption", new() { Requests = Executions(3_000_000, TimeSpan.FromSeconds(1)) });

        Assert.AreEqual(4_500_000m, Line(cost, "Execution time").MonthlyQuantity);
        Assert.AreEqual(65.60m, Line(cost, "Execution time").MonthlyAmount);
        Assert.AreEqual(66.00m, cost.MonthlyAmount);
    }

    /// <summary>
    /// https://cloud.google.com/storage/pricing-examples, "Simple example": 50 GB kept, 10,000 operations of class A, 50,000 of class B, 1 GB
    /// sent: $1.00, $0.05, $0.02 and $0.12, $1.19 in all.
    /// </summary>
    [TestMethod]
    public void Cloud_Storage_costs_what_Google_reckons_in_its_simple_example()
    {
        var cost = Month(
            "google-cloud-run-functions",
            new() { BytesWritten = 50_000_000_000, BlobWrites = 9_000, BlobLists = 1_000, BlobReads = 50_000, EgressBytes = 1_000_000_000 });

        Assert.AreEqual(1.00m, Line(cost, "Data written, kept a month").MonthlyAmount);
        Assert.AreEqual(0.05m, Line(cost, "Object writes and lists (class A)").MonthlyAmount);
        Assert.AreEqual(0.02m, Line(cost, "Object reads (class B)").MonthlyAmount);
        Assert.AreEqual(0.12m, Line(cost, "Data sent to callers").MonthlyAmount);
        Assert.AreEqual(1.19m, cost.MonthlyAmount);
    }

    /// <summary>
    /// https://learn.microsoft.com/azure/azure-functions/functions-consumption-costs: 0.5 GB for 3 seconds are 1.5 GB-s, and a process of 160 MB
    /// is charged for 256 MB.
    /// </summary>
    [TestMethod]
    [DataRow(512, 3.0, "1.5")]
    [DataRow(160, 1.0, "0.25")]
    [DataRow(128, 1.0, "0.125")]
    [DataRow(4096, 1.0, "1.5")]
    public void Consumption_rounds_memory_up_to_128_MB_and_ends_at_1536(int megabytes, double seconds, string gigabyteSeconds)
    {
        var usage = new UsageTotals { Activities = Executions(1, TimeSpan.FromSeconds(seconds)) };

        var cost = Month("azure-consumption", usage, megabytes);

        Assert.AreEqual(decimal.Parse(gigabyteSeconds, System.Globalization.CultureInfo.InvariantCulture), Line(cost, "Execution time").Quantity);
    }

    [TestMethod]
    public void Flex_Consumption_charges_a_busy_instance_once_and_for_at_least_a_second()
    {
        var usage = new UsageTotals { Activities = Executions(5, TimeSpan.FromMilliseconds(200)), BusyPeriods = Executions(1, TimeSpan.FromMilliseconds(300)) };

        var cost = Month("azure-flex-consumption", usage);

        Assert.AreEqual(2m, Line(cost, "Execution time").Quantity);
        Assert.AreEqual(5m, Line(cost, "Executions").Quantity);
    }

    [TestMethod]
    public void By_itself_an_execution_costs_its_own_time_without_the_minimum_of_a_busy_period()
    {
        var sheet = PriceSheets.Find("azure-flex-consumption")!;
        var usage = new UsageTotals { Activities = Executions(1, TimeSpan.FromMilliseconds(500)) };

        Assert.AreEqual(1m, CostFormulas.GigabyteSecondsAlone(sheet, usage, 2_048));
        Assert.AreEqual(0.000026m, CostFormulas.PriceAlone(sheet, usage, 2_048));
    }

    [TestMethod]
    public void A_day_is_projected_to_thirty_and_the_free_grant_is_taken_off_once()
    {
        var usage = new UsageTotals { Requests = Executions(100_000, TimeSpan.Zero) };

        var cost = CostFormulas.Price(PriceSheets.Find("aws-lambda")!, usage, TimeSpan.FromDays(1), 2_048);

        Assert.AreEqual(0.02m, Line(cost, "Requests").Amount);
        Assert.AreEqual(3_000_000m, Line(cost, "Requests").MonthlyQuantity);
        Assert.AreEqual(0.40m, Line(cost, "Requests").MonthlyAmount);
    }

    [TestMethod]
    public void Nothing_used_in_no_time_costs_nothing()
    {
        foreach (var sheet in PriceSheets.All)
        {
            var cost = CostFormulas.Price(sheet, UsageTotals.None, TimeSpan.Zero, 2_048);

            Assert.AreEqual((0m, 0m), (cost.Amount, cost.MonthlyAmount), sheet.Platform);
        }
    }

    private static PlatformCost Month(string platform, UsageTotals usage, int megabytes = 2_048)
        => CostFormulas.Price(PriceSheets.Find(platform)!, usage, CostFormulas.Month, megabytes);

    private static CostLine Line(PlatformCost cost, string component) => cost.Lines.Single(line => line.Component == component);

    private static ExecutionUsage Executions(long count, TimeSpan each)
    {
        var one = ExecutionTime.Of(each);
        return new(count, new()
        {
            Microseconds = one.Microseconds * count,
            Milliseconds = one.Milliseconds * count,
            AtLeastHundredMilliseconds = one.AtLeastHundredMilliseconds * count,
            HundredMilliseconds = one.HundredMilliseconds * count,
            AtLeastSecond = one.AtLeastSecond * count,
        });
    }
}
