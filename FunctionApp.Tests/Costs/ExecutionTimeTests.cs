using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Tests.Costs;

[TestClass]
public sealed class ExecutionTimeTests
{
    /// <summary>260 ms are billed as 300 where time comes in hundreds: Google's own example (https://cloud.google.com/functions/pricing).</summary>
    [TestMethod]
    [DataRow(0.0, 0, 100, 0, 1_000)]
    [DataRow(0.2, 1, 100, 100, 1_000)]
    [DataRow(100.0, 100, 100, 100, 1_000)]
    [DataRow(100.1, 101, 101, 200, 1_000)]
    [DataRow(260.0, 260, 260, 300, 1_000)]
    [DataRow(1_000.0, 1_000, 1_000, 1_000, 1_000)]
    [DataRow(1_000.5, 1_001, 1_001, 1_100, 1_100)]
    public void Every_platform_rounds_up_in_its_own_way(double milliseconds, long ones, long atLeastHundred, long hundreds, long atLeastSecond)
    {
        var time = ExecutionTime.Of(TimeSpan.FromMilliseconds(milliseconds));

        Assert.AreEqual(ones, time.Milliseconds);
        Assert.AreEqual(atLeastHundred, time.AtLeastHundredMilliseconds);
        Assert.AreEqual(hundreds, time.HundredMilliseconds);
        Assert.AreEqual(atLeastSecond, time.AtLeastSecond);
    }

    [TestMethod]
    public void Rounding_never_makes_less_of_a_time_and_never_more_than_its_step()
        => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), microseconds =>
        {
            var time = ExecutionTime.Of(TimeSpan.FromMicroseconds(microseconds));
            return time.Microseconds == microseconds
                && IsUpTo(time.Milliseconds, step: 1)
                && IsUpTo(time.HundredMilliseconds, step: 100)
                && time.HundredMilliseconds % 100 == 0
                && time.AtLeastSecond == Math.Max(1_000, time.HundredMilliseconds)
                && time.AtLeastHundredMilliseconds == Math.Max(100, time.Milliseconds);

            bool IsUpTo(long milliseconds, long step) => milliseconds * 1_000 >= microseconds && (milliseconds - step) * 1_000 < microseconds;
        }).QuickCheckThrowOnFailure();
}
