using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Tests.Analytics.Queries.Statistics;

[TestClass]
public sealed class BinomialDistributionTests
{
    [TestMethod]
    [DataRow(1, 0.5)]
    [DataRow(10, 0.5)]
    [DataRow(37, 0.1)]
    [DataRow(60, 0.83)]
    public void Both_tails_are_the_sums_of_their_terms(int trials, double probability)
    {
        for (var successes = 0; successes <= trials; successes++)
        {
            Assert.AreEqual(Sum(successes, trials), BinomialDistribution.AtLeast(successes, trials, probability), 1e-11);
            Assert.AreEqual(Sum(0, successes), BinomialDistribution.AtMost(successes, trials, probability), 1e-11);
        }

        double Sum(int from, int to) => Enumerable.Range(from, to - from + 1).Sum(k => Term(k));

        double Term(int k)
        {
            var term = Math.Pow(probability, k) * Math.Pow(1 - probability, trials - k);
            for (var i = 1; i <= k; i++)
            {
                term *= (trials - k + i) / (double)i;
            }

            return term;
        }
    }

    [TestMethod]
    public void The_approximation_for_many_trials_continues_the_exact_tail()
    {
        var exact = BinomialDistribution.AtLeast(501_000, 1_000_000, 0.5);
        var approximate = BinomialDistribution.AtLeast(501_000, 1_000_001, 0.5);

        Assert.AreEqual(1, approximate / exact, 0.01);
    }

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(1.0, 0.31731050786291415)]
    [DataRow(1.959963984540054, 0.05)]
    [DataRow(3.2905267314919255, 0.001)]
    [DataRow(6.0, 1.9731752898267e-9)]
    public void The_normal_tail_has_its_tabulated_values(double z, double tail)
    {
        Assert.AreEqual(tail, NormalDistribution.TwoSidedTail(z), tail * 1e-9);
        Assert.AreEqual(tail, NormalDistribution.TwoSidedTail(-z), tail * 1e-9);
        Assert.AreEqual(tail / 2, NormalDistribution.UpperTail(z), tail * 1e-9);
    }
}
