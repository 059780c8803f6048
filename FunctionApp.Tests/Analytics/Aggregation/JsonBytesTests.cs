using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Tests.Analytics.Aggregation;

[TestClass]
public sealed class JsonBytesTests
{
    [TestMethod]
    public void Any_number_is_read_to_the_last_bit() => Prop.ForAll(
        Longs.Any.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).ToArbitrary(),
        Gen.Choose(0, 17).ToArbitrary(),
        (number, digits) =>
        {
            var text = number.ToString(digits == 0 ? "R" : $"E{digits}", CultureInfo.InvariantCulture);
            return Read(text) == double.Parse(text, CultureInfo.InvariantCulture) || !double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [TestMethod]
    public void Any_decimal_is_read_to_the_last_bit() => Prop.ForAll(
        Longs.Between(-99_999_999_999_999_999, 99_999_999_999_999_999).ToArbitrary(),
        Gen.Choose(0, 16).ToArbitrary(),
        (digits, point) =>
        {
            var text = Math.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(point + 1, '0');
            text = (digits < 0 ? "-" : "") + (point == 0 ? text : $"{text[..^point]}.{text[^point..]}");
            return BitConverter.DoubleToInt64Bits(Read(text)!.Value) == BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [TestMethod]
    [DataRow("1e400")]
    [DataRow("-1e309")]
    [DataRow("1797693134862315700000000000000000000000000000000000000000000e249")]
    public void A_number_beyond_doubles_is_none(string number) => Assert.IsNull(Read(number));

    private static double? Read(string number) => JsonBytes.TryReadDouble(Encoding.UTF8.GetBytes(number), out var value) ? value : null;
}
