using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Segments;

namespace FunctionApp.Tests.Analytics.Segments;

[TestClass]
public sealed class LineRangeStreamTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements("a", "bb", "\n", "\n", "\r\n", "cccc").ArrayOf().Select(parts => string.Concat(parts)).ToArbitrary();

    [TestMethod]
    public void Ranges_next_to_each_other_share_no_line_and_miss_none() => Prop.ForAll(Texts, Gen.Choose(1, 7).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (text, length, block) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = new List<byte>();
        for (var from = 0; from < bytes.Length; from += length)
        {
            whole.AddRange(Read(bytes, from, Math.Min(bytes.Length, from + length), block));
        }

        return whole.SequenceEqual(bytes);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [TestMethod]
    [DataRow(0, 3, "one\n")]
    [DataRow(0, 4, "one\n")]
    [DataRow(0, 5, "one\ntwo\n")]
    [DataRow(4, 8, "two\n")]
    [DataRow(1, 4, "")]
    [DataRow(5, 13, "three")]
    [DataRow(9, 13, "")]
    public void A_range_has_the_lines_that_begin_in_it(int from, int to, string lines)
        => Assert.AreEqual(lines, Encoding.UTF8.GetString(Read("one\ntwo\nthree"u8.ToArray(), from, to, block: 2)));

    private static byte[] Read(byte[] blob, int from, int to, int block)
    {
        using var stream = new LineRangeStream(new MemoryStream(blob[Math.Max(0, from - 1)..]), from, to);
        var read = new List<byte>();
        var buffer = new byte[block];
        while (stream.ReadAsync(buffer).AsTask().GetAwaiter().GetResult() is var count and > 0)
        {
            read.AddRange(buffer[..count]);
        }

        return [.. read];
    }
}
