using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Tests.Analytics.Aggregation;

[TestClass]
public sealed class Rfc3339Tests
{
    [TestMethod]
    public void Any_moment_reads_back_as_it_was_written() => Prop.ForAll(
        Longs.Between(0, DateTime.MaxValue.Ticks).ToArbitrary(),
        Gen.Choose(-14 * 60, 14 * 60).ToArbitrary(),
        (ticks, minutes) =>
        {
            var offset = TimeSpan.FromMinutes(minutes);
            if (ticks + offset.Ticks < 0 || ticks + offset.Ticks > DateTime.MaxValue.Ticks)
            {
                return true;
            }

            var text = new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            return Parse(text) == ticks;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [TestMethod]
    [DataRow("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.0000000")]
    [DataRow("2026-01-31t12:00:00z", "2026-01-31T12:00:00.0000000")]
    [DataRow("2026-01-31 12:00:00Z", "2026-01-31T12:00:00.0000000")]
    [DataRow("2026-01-31T12:00:00.1Z", "2026-01-31T12:00:00.1000000")]
    [DataRow("2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.1234567")]
    [DataRow("2026-01-31T00:30:00+01:00", "2026-01-30T23:30:00.0000000")]
    [DataRow("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999999")]
    [DataRow("2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00.0000000")]
    public void A_time_is_read_as_UTC(string text, string utc)
        => Assert.AreEqual(utc, new DateTime(Parse(text)!.Value, DateTimeKind.Unspecified).ToString("o", CultureInfo.InvariantCulture));

    [TestMethod]
    [DataRow("")]
    [DataRow("yesterday")]
    [DataRow("2026-01-31")]
    [DataRow("2026-01-31T12:00:00")]
    [DataRow("2026-01-31T12:00Z")]
    [DataRow("2026-1-31T12:00:00Z")]
    [DataRow("2026-01-32T12:00:00Z")]
    [DataRow("2026-00-10T12:00:00Z")]
    [DataRow("2026-13-10T12:00:00Z")]
    [DataRow("2025-02-29T12:00:00Z")]
    [DataRow("0000-01-01T00:00:00Z")]
    [DataRow("20x6-01-01T00:00:00Z")]
    [DataRow("2026-01-31T24:00:00Z")]
    [DataRow("2026-01-31T12:60:00Z")]
    [DataRow("2026-01-31T12:00:61Z")]
    [DataRow("2026-01-31T12:00:00.Z")]
    [DataRow("2026-01-31T12:00:00ZZ")]
    [DataRow("2026-01-31T12:00:00+24:00")]
    [DataRow("2026-01-31T12:00:00+01:60")]
    [DataRow("2026-01-31T12:00:00+0100")]
    [DataRow("0001-01-01T00:00:00+00:01")]
    [DataRow("9999-12-31T23:59:59-00:01")]
    [DataRow("2026-01-31T12:00:00,5Z")]
    [DataRow("2026-01-31T12-00-00Z")]
    public void What_is_no_time_is_refused(string text) => Assert.IsNull(Parse(text));

    private static long? Parse(string text) => Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var ticks) ? ticks : null;
}
