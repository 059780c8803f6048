using FunctionApp.Core.Analytics.Queries.Calendar;

namespace FunctionApp.Tests.Analytics.Queries.Calendar;

[TestClass]
public sealed class WindowSizeTests
{
    [TestMethod]
    [DataRow("10s", 10, WindowUnit.Second)]
    [DataRow("1m", 1, WindowUnit.Minute)]
    [DataRow("90m", 90, WindowUnit.Minute)]
    [DataRow("24h", 24, WindowUnit.Hour)]
    [DataRow("7d", 7, WindowUnit.Day)]
    [DataRow("1w", 1, WindowUnit.Week)]
    [DataRow("3mo", 3, WindowUnit.Month)]
    public void A_size_is_read_and_written(string text, int count, WindowUnit unit)
    {
        var size = WindowSize.Parse(text);

        Assert.AreEqual(new WindowSize(count, unit), size);
        Assert.AreEqual(text, size.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("m")]
    [DataRow("1")]
    [DataRow("0m")]
    [DataRow("-1m")]
    [DataRow("1.5h")]
    [DataRow("1 m")]
    [DataRow("1M")]
    [DataRow("1y")]
    [DataRow("99999999999m")]
    [DataRow("100001m")]
    public void What_is_no_size_is_refused(string text) => Assert.IsNull(WindowSize.Parse(text));

    [TestMethod]
    [DataRow("1m", "1h", 60)]
    [DataRow("7m", "1h", 0)]
    [DataRow("1h", "1m", 0)]
    [DataRow("1d", "1w", 7)]
    [DataRow("1h", "1d", 0)]
    [DataRow("1mo", "3mo", 3)]
    [DataRow("1d", "1mo", 0)]
    [DataRow("5m", "5m", 1)]
    public void A_size_tells_how_often_it_fits(string small, string large, int times)
        => Assert.AreEqual(times, WindowSize.Parse(small)!.Value.TimesIn(WindowSize.Parse(large)!.Value));

    [TestMethod]
    [DataRow(10, "10s")]
    [DataRow(60, "1m")]
    [DataRow(5_400, "90m")]
    [DataRow(3_600, "1h")]
    public void A_length_becomes_the_largest_unit_that_divides_it(int seconds, string size)
        => Assert.AreEqual(size, WindowSize.Of(TimeSpan.FromSeconds(seconds)).ToString());
}
