using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Queries.Sessions;

namespace FunctionApp.Tests.Analytics.Queries.Sessions;

[TestClass]
public sealed class SessionizerTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [TestMethod]
    public void A_gap_longer_than_the_timeout_begins_a_new_session()
    {
        SubjectEvent[] events = [new(1, 0), new(2, 5 * Second), new(1, 30 * Second), new(1, 60 * Second), new(1, 91 * Second)];

        var summary = Sessionizer.Summarize(events, timeout: 30 * Second, from: 0);

        Assert.AreEqual(3, summary.Sessions);
        Assert.AreEqual(2, summary.Subjects);
        Assert.AreEqual(2, summary.Bounces);
        Assert.AreEqual(5, summary.Events);
        Assert.AreEqual(20, summary.MeanSeconds);
        Assert.AreEqual(0, summary.P50Seconds);
        Assert.AreEqual(60, summary.P99Seconds);
    }

    [TestMethod]
    public void A_session_that_was_under_way_before_the_range_does_not_count()
    {
        SubjectEvent[] events = [new(1, 90), new(1, 110), new(2, 120)];

        var summary = Sessionizer.Summarize(events, timeout: 30, from: 100);

        Assert.AreEqual(1, summary.Sessions);
        Assert.AreEqual(1, summary.Subjects);
    }

    [TestMethod]
    public void Without_events_there_are_no_sessions_and_no_rates()
    {
        var summary = Sessionizer.Summarize([], timeout: 1, from: 0);

        Assert.AreEqual(0, summary.Sessions);
        Assert.IsNull(summary.BounceRate);
        Assert.IsNull(summary.MeanSeconds);
        Assert.IsNull(summary.P95Seconds);
    }

    [TestMethod]
    public void Any_events_in_any_order_make_the_sessions_that_brute_force_finds() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 200)).ArrayOf().ToArbitrary(),
        pairs =>
        {
            var events = pairs.Select(pair => new SubjectEvent((ulong)pair.Item1, pair.Item2)).ToArray();

            var summary = Sessionizer.Summarize(events, timeout: 10, from: 50);

            var sessions = pairs.GroupBy(pair => pair.Item1).SelectMany(subject => BruteForce(subject.Select(pair => pair.Item2).Order())).ToList();
            return summary.Sessions == sessions.Count
                && summary.Events == sessions.Sum(session => session.Count)
                && summary.Bounces == sessions.Count(session => session.Count == 1)
                && summary.Subjects <= summary.Sessions;
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<List<int>> BruteForce(IEnumerable<int> times)
    {
        var sessions = new List<List<int>>();
        foreach (var time in times)
        {
            if (sessions.Count == 0 || time - sessions[^1][^1] > 10)
            {
                sessions.Add([]);
            }

            sessions[^1].Add(time);
        }

        return sessions.Where(session => session[0] >= 50);
    }
}
