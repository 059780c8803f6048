using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Tests.Analytics.Queries.Statistics;

[TestClass]
public sealed class RobustStatisticsTests
{
    [TestMethod]
    [DataRow(new[] { 3.0 }, 3.0)]
    [DataRow(new[] { 4.0, 1.0, 2.0 }, 2.0)]
    [DataRow(new[] { 4.0, 1.0, 2.0, 1_000.0 }, 3.0)]
    [DataRow(new double[0], double.NaN)]
    public void The_median_is_the_middle(double[] values, double expected) => Assert.AreEqual(expected, RobustStatistics.Median(values));

    [TestMethod]
    public void The_scale_estimates_the_standard_deviation_of_normal_noise_though_a_third_is_wild()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 9_000).Select(i => i % 3 == 0 ? (i % 2 == 0 ? 1e6 : -1e6) : 10 + (2 * Noise.Normal(random))).ToArray();

        Assert.AreEqual(2, RobustStatistics.Scale(values, center: 10), 1.5);
    }

    [TestMethod]
    public void The_scale_of_equal_values_is_zero() => Assert.AreEqual(0, RobustStatistics.Scale([5, 5, 5, 5], center: 5));

    [TestMethod]
    public void Where_most_values_are_equal_the_others_still_make_a_scale()
        => Assert.AreEqual(1.2533141373155003, RobustStatistics.Scale([0, 0, 0, 0, 5], center: 0), 1e-12);
}
