using FunctionApp.Core.Analytics.Queries.Trends;

namespace FunctionApp.Tests.Analytics.Queries.Trends;

[TestClass]
public sealed class TrendAnalysisTests
{
    [TestMethod]
    public void What_really_grew_is_found_among_many_terms_that_only_wavered()
    {
        var random = new Random(1);
        var before = Enumerable.Range(0, 200).ToDictionary(i => $"term{i}", _ => TermCount.Exactly((long)Noise.Poisson(random, 100)));
        var now = before.Keys.ToDictionary(term => term, _ => TermCount.Exactly((long)Noise.Poisson(random, 100)));
        now["term7"] = TermCount.Exactly(200);
        now["term9"] = TermCount.Exactly(30);
        now["new"] = TermCount.Exactly(50);

        var trends = Compare(now, before, TrendBasis.Rate);

        CollectionAssert.AreEquivalent(
            new[] { "term7", "term9", "new" }, trends.Where(trend => trend.IsSignificant).Select(trend => trend.Term).ToArray());
        Assert.AreEqual(201, trends.Count);
        Assert.IsNull(trends.Single(trend => trend.Term == "new").Growth);
        Assert.IsLessThan(-0.5, trends.Single(trend => trend.Term == "term9").Growth!.Value);
    }

    [TestMethod]
    public void When_all_doubles_every_rate_grew_and_no_share_did()
    {
        var before = Enumerable.Range(0, 20).ToDictionary(i => $"term{i}", _ => TermCount.Exactly(500));
        var now = before.ToDictionary(pair => pair.Key, _ => TermCount.Exactly(1_000));

        var rates = Compare(now, before, TrendBasis.Rate);
        var shares = Compare(now, before, TrendBasis.Share);

        Assert.IsTrue(rates.All(trend => trend.IsSignificant && trend.Growth == 1));
        Assert.IsTrue(shares.All(trend => !trend.IsSignificant && trend.Growth == 0));
    }

    [TestMethod]
    public void The_error_of_a_sketch_makes_no_trend()
    {
        var before = new Dictionary<string, TermCount> { ["a"] = new(100, 50, 400) };
        var now = new Dictionary<string, TermCount> { ["a"] = new(400, 100, 450) };

        var trend = Compare(now, before, TrendBasis.Rate).Single();

        Assert.AreEqual(3, trend.Growth);
        Assert.AreEqual(1, trend.PValue);
        Assert.IsFalse(trend.IsSignificant);
    }

    [TestMethod]
    public void The_test_is_the_exact_one()
    {
        // 3 of 3 by a fair coin, two-sided: 2 / 8.
        var trend = Compare(new() { ["a"] = TermCount.Exactly(3) }, [], TrendBasis.Rate).Single();

        Assert.AreEqual(0.25, trend.PValue, 1e-12);
    }

    [TestMethod]
    public void Nothing_against_nothing_is_no_trend() => Assert.IsEmpty(Compare([], [], TrendBasis.Share));

    private static IReadOnlyList<Trend> Compare(Dictionary<string, TermCount> now, Dictionary<string, TermCount> before, TrendBasis basis)
        => TrendAnalysis.Compare(now, before, now.Values.Sum(count => count.Count), before.Values.Sum(count => count.Count), basis, falseDiscoveryRate: 0.01);
}
