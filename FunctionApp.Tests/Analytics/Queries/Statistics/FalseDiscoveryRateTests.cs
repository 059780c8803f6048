using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Tests.Analytics.Queries.Statistics;

[TestClass]
public sealed class FalseDiscoveryRateTests
{
    [TestMethod]
    public void A_finding_is_significant_exactly_when_the_step_up_procedure_of_the_paper_accepts_it()
    {
        // The fifteen ordered p-values of the paper's example (section 3.2): at 0.05 the procedure accepts the first four.
        double[] pValues = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];

        var qValues = FalseDiscoveryRate.Adjust(pValues);

        Assert.AreEqual(4, qValues.Count(q => q <= 0.05));
        CollectionAssert.AreEqual(qValues.Order().ToArray(), qValues);
        Assert.IsTrue(pValues.Zip(qValues).All(pair => pair.Second >= pair.First && pair.Second <= 1));
    }

    [TestMethod]
    public void The_order_of_the_tests_does_not_matter()
    {
        var shuffled = FalseDiscoveryRate.Adjust([0.9, 0.001, 0.04]);

        CollectionAssert.AreEqual(new[] { 0.9, 0.003, 0.06 }, shuffled.Select(q => Math.Round(q, 12)).ToArray());
    }

    [TestMethod]
    public void No_tests_find_nothing() => Assert.IsEmpty(FalseDiscoveryRate.Adjust([]));
}
