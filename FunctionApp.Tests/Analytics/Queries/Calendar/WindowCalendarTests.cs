using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Queries.Calendar;

namespace FunctionApp.Tests.Analytics.Queries.Calendar;

[TestClass]
public sealed class WindowCalendarTests
{
    [TestMethod]
    [DataRow("Europe/Zurich", "1d", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23.0)]
    [DataRow("Europe/Zurich", "1d", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", 25.0)]
    [DataRow("Europe/Zurich", "1d", "2026-10-26T12:00:00Z", "2026-10-25T23:00:00Z", 24.0)]
    [DataRow("America/New_York", "1d", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z", 23.0)]
    [DataRow("America/New_York", "1d", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", 25.0)]
    [DataRow("Asia/Kolkata", "1d", "2026-07-01T00:00:00Z", "2026-06-30T18:30:00Z", 24.0)]
    [DataRow("Australia/Lord_Howe", "1d", "2026-04-05T05:00:00Z", "2026-04-04T13:00:00Z", 24.5)]
    [DataRow("America/Havana", "1d", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", 25.0)]
    [DataRow("America/Santiago", "1d", "2026-09-06T12:00:00Z", "2026-09-06T04:00:00Z", 23.0)]
    [DataRow("UTC", "1w", "2026-01-01T00:00:00Z", "2025-12-29T00:00:00Z", 168.0)]
    [DataRow("Europe/Zurich", "1w", "2026-03-29T12:00:00Z", "2026-03-22T23:00:00Z", 167.0)]
    [DataRow("UTC", "1mo", "2024-02-29T23:59:59Z", "2024-02-01T00:00:00Z", 696.0)]
    [DataRow("Europe/Zurich", "1mo", "2026-03-15T00:00:00Z", "2026-02-28T23:00:00Z", 743.0)]
    [DataRow("UTC", "3mo", "2026-05-31T00:00:00Z", "2026-04-01T00:00:00Z", 2_184.0)]
    [DataRow("Europe/Zurich", "6h", "2026-03-29T04:00:00Z", "2026-03-29T00:00:00Z", 6.0)]
    [DataRow("Asia/Kolkata", "1h", "2026-03-29T04:10:00Z", "2026-03-29T04:00:00Z", 1.0)]
    public void A_window_begins_and_ends_with_the_clocks_of_its_zone(string zone, string size, string moment, string start, double hours)
    {
        var calendar = Calendar(zone, size);

        var index = calendar.IndexOf(Moment(moment));

        Assert.AreEqual(Moment(start), calendar.StartOf(index));
        Assert.AreEqual(hours, (calendar.StartOf(index + 1) - calendar.StartOf(index)).TotalHours);
    }

    [TestMethod]
    public void A_day_that_a_zone_left_out_has_no_length()
    {
        var calendar = Calendar("Pacific/Apia", "1d");
        var left = DateOnly.ParseExact("2011-12-30", "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

        Assert.AreEqual(calendar.StartOf(left + 1), calendar.StartOf(left));
        Assert.AreEqual(left + 1, calendar.IndexOf(calendar.StartOf(left)));
    }

    [TestMethod]
    [DataRow("Europe/Zurich")]
    [DataRow("America/Sao_Paulo")]
    [DataRow("Africa/Cairo")]
    [DataRow("Pacific/Apia")]
    [DataRow("Asia/Tehran")]
    [DataRow("UTC")]
    public void Every_moment_is_in_exactly_the_window_of_its_number(string zone) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Elements("7s", "1m", "90m", "1h", "1d", "3d", "1w", "1mo").ToArbitrary(),
        (seconds, size) =>
        {
            var calendar = Calendar(zone, size);
            var moment = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            var index = calendar.IndexOf(moment);
            return calendar.StartOf(index) <= moment
                && moment < calendar.StartOf(index + 1)
                && calendar.Floor(moment) == calendar.StartOf(index)
                && calendar.Ceiling(calendar.Floor(moment)) == calendar.Floor(moment);
        }).QuickCheckThrowOnFailure();

    private static WindowCalendar Calendar(string zone, string size)
        => new(WindowSize.Parse(size)!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
