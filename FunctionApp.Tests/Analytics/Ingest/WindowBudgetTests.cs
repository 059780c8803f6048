using System.Globalization;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Tests.Analytics.RollUp;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.Analytics.Ingest;

[TestClass]
public sealed class WindowBudgetTests
{
    [TestMethod]
    public void Windows_that_are_counted_stay_open_when_no_more_are_allowed()
    {
        var budget = new WindowBudget(TimeSpan.FromMinutes(1), most: 2);
        long[] minutes = [5, 5, 9, 7, 9, 0, 5];

        CollectionAssert.AreEqual(
            new[] { true, true, true, false, true, false, true },
            minutes.Select(minute => budget.TryEnter(minute * TimeSpan.TicksPerMinute)).ToList());
    }

    [TestMethod]
    public async Task Events_all_over_ten_thousand_years_are_rejected_beyond_the_limit_and_every_line_is_accounted_for()
    {
        using var host = new RollUpHost(new KeyValuePair<string, string?>("Analytics:Ingest:MaxWindowsPerBatch", "20"));
        var process = host.Start();
        var lines = Enumerable.Range(0, 500).Select(i => Event(time: new DateTime(1 + (i * 4), 1, 1, 0, 0, 0, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture))).ToList();

        var result = await RollUpHost.PostAsync(process, lines);
        await RollUpHost.RollUpAsync(process);
        var state = await RollUpHost.StateAsync(process);

        Assert.AreEqual((20, 480), (result.Accepted, result.RejectedCount));
        Assert.Contains("20", result.Rejected[0].Reason);
        Assert.AreEqual((20, 480), (state.Accepted, state.Rejected));
        Assert.AreEqual(20, await RollUpHost.CountAsync(process));
    }
}
