using FunctionApp.Core.Analytics.Segments;

namespace FunctionApp.Tests.Analytics.Segments;

[TestClass]
public sealed class SegmentHourTests
{
    [TestMethod]
    [DataRow("1 2 3", "1 2 3")]
    [DataRow("1 2 3 1_3", "1_3")]
    [DataRow("1 1_2 2 3", "1_2 3")]
    [DataRow("1_2 1_4 2 3 4 5", "1_4 5")]
    [DataRow("2 2:7 3", "2:7 3")]
    [DataRow("1 2 2:7 3 1_3:27", "1_3:27")]
    public void Readers_see_every_number_of_a_writer_once(string stored, string current)
        => Assert.AreEqual(current, string.Join(' ', SegmentHour.Of(stored.Split(' ').Select(Segment)).Current.Select(Text)));

    [TestMethod]
    public void Every_segment_is_current_or_replaced()
    {
        var hour = SegmentHour.Of("1 2 2:7 3 1_2:17 4".Split(' ').Select(Segment));

        CollectionAssert.AreEquivalent(new[] { "1", "2", "2:7" }, hour.Replaced.Select(Text).ToList());
        CollectionAssert.AreEqual(new[] { "1_2:17", "3", "4" }, hour.Current.Select(Text).ToList());
    }

    /// <summary>As in <c>first_last:events</c>; ten events when not said.</summary>
    private static StoredSegment Segment(string text)
    {
        var numbers = text.Split(':')[0].Split('_').Select(long.Parse).ToList();
        return new(
            new()
            {
                Stream = "shop",
                Time = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddSeconds(numbers[0]),
                Writer = "0123456789ab",
                Sequence = numbers[0],
                MergedThrough = numbers.Count > 1 ? numbers[1] : null,
                Accepted = text.Contains(':', StringComparison.Ordinal) ? long.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) : 10,
                Rejected = 0,
                Duplicates = 0,
            },
            Bytes: 1);
    }

    private static string Text(StoredSegment segment) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{segment.Name.Sequence}{(segment.Name.MergedThrough is null ? "" : "_")}{segment.Name.MergedThrough}{(segment.Name.Accepted == 10 ? "" : ":")}{(segment.Name.Accepted == 10 ? "" : segment.Name.Accepted)}");
}
