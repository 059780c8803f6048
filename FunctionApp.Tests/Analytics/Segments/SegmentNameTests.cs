using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Analytics.Segments;

[TestClass]
public sealed class SegmentNameTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 28, 22, 58, 59, TimeSpan.Zero);

    [TestMethod]
    public void A_name_says_all_that_was_put_into_it()
    {
        var name = new SegmentName
        {
            Stream = "shop-1",
            Time = Start.AddTicks(1234567),
            Writer = "0123456789ab",
            Sequence = 12,
            Accepted = 1_000_000,
            Rejected = 3,
            Duplicates = 0,
            Origin = "0123456789abcdef.0.17",
        };

        Assert.AreEqual("shop-1/20260228/22/58/591234567-0123456789ab-12-1000000-3-0-0123456789abcdef.0.17.ndjson", name.ToString());
        Assert.AreEqual(name, SegmentName.Parse(name.ToString()));
        Assert.AreEqual(name with { Origin = null }, SegmentName.Parse((name with { Origin = null }).ToString()));
        Assert.IsNull(BlobName.Error(name.ToString()));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("shop/notes.txt")]
    [DataRow("shop/20260231/22/58/591234567-0123456789ab-12-1-3-0.ndjson")]
    [DataRow("shop/20260228/22/58/591234567-0123456789ab-12-1-3.ndjson")]
    public void Another_name_is_none(string name) => Assert.IsNull(SegmentName.Parse(name));

    [TestMethod]
    public void Prefixes_cover_every_minute_between_two_moments_and_no_minute_outside()
        => Prop.ForAll(Gen.Choose(0, 5_000_000).ToArbitrary(), Gen.Choose(0, 4_000_000).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (from, length, offset) =>
        {
            var (first, last) = (Start.AddSeconds(from), Start.AddSeconds(from + length));
            var prefixes = SegmentName.Prefixes("shop", first, last).ToList();
            var inside = first.AddSeconds(length * (offset / 1_000.0));
            return Covering(prefixes, inside) == 1
                && Covering(prefixes, last) == 1
                && Covering(prefixes, first.AddMinutes(-1)) == 0
                && Covering(prefixes, last.AddMinutes(1)) == 0;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_month_takes_few_prefixes()
        => Assert.IsLessThan(200, SegmentName.Prefixes("shop", Start, Start.AddDays(30)).Count());

    private static int Covering(List<string> prefixes, DateTimeOffset moment)
    {
        var name = new SegmentName { Stream = "shop", Time = moment, Writer = "0123456789ab", Sequence = 1, Accepted = 1, Rejected = 0, Duplicates = 0 }.ToString();
        return prefixes.Count(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }
}
