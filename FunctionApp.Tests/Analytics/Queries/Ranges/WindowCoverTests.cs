using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;

namespace FunctionApp.Tests.Analytics.Queries.Ranges;

[TestClass]
public sealed class WindowCoverTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Any_range_is_covered_once_by_whole_windows_of_levels_that_are_complete() => Prop.ForAll(
        Minutes(),
        Minutes(),
        Gen.Zip(Gen.Choose(0, 24 * 8), Gen.Choose(0, 8)).ToArbitrary(),
        (from, length, compacted) =>
        {
            var stream = Stream(Begin.AddHours(compacted.Item1), Begin.AddDays(Math.Min(compacted.Item2, compacted.Item1 / 24)));
            var (start, end) = (Begin.AddMinutes(from), Begin.AddMinutes(from + length));

            var pieces = WindowCover.Of(stream, start, end).ToList();

            return pieces.Count == 0 ? length == 0 : pieces[0].From == start
                && pieces[^1].To == end
                && pieces.Zip(pieces.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && pieces.All(piece => piece.From < piece.To && IsWhole(piece) && IsComplete(stream, piece));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_long_range_is_mostly_days()
    {
        var stream = Stream(Begin.AddDays(9), Begin.AddDays(9));

        var pieces = WindowCover.Of(stream, Begin.AddMinutes(61), Begin.AddDays(8).AddMinutes(125)).ToList();

        CollectionAssert.AreEqual(
            new[] { WindowLevel.Base, WindowLevel.Hour, WindowLevel.Day, WindowLevel.Hour, WindowLevel.Base },
            pieces.Select(piece => piece.Level).ToArray());
        Assert.AreEqual(TimeSpan.FromDays(7), pieces[2].To - pieces[2].From);
    }

    [TestMethod]
    public void A_range_is_rounded_outwards_to_what_is_still_kept()
    {
        var stream = Stream(null, null) with { State = new() { HoursFrom = Begin.AddDays(1), BaseWindowsFrom = Begin.AddDays(2) } };

        Assert.AreEqual(Begin, WindowCover.Floor(stream, Begin.AddHours(5)));
        Assert.AreEqual(Begin.AddDays(1), WindowCover.Ceiling(stream, Begin.AddHours(5)));
        Assert.AreEqual(Begin.AddHours(29), WindowCover.Floor(stream, Begin.AddHours(29).AddMinutes(5)));
        Assert.AreEqual(Begin.AddHours(30), WindowCover.Ceiling(stream, Begin.AddHours(29).AddMinutes(5)));
        Assert.AreEqual(Begin.AddDays(3).AddMinutes(5), WindowCover.Floor(stream, Begin.AddDays(3).AddMinutes(5).AddSeconds(59)));
        Assert.AreEqual(Begin.AddDays(3).AddMinutes(5), WindowCover.Ceiling(stream, Begin.AddDays(3).AddMinutes(5)));
    }

    private static Arbitrary<int> Minutes() => Gen.OneOf(Gen.Choose(0, 5 * 24 * 60), Gen.Choose(0, 5 * 24).Select(hours => hours * 60)).ToArbitrary();

    private static bool IsWhole(WindowPiece piece)
    {
        var length = piece.Level switch { WindowLevel.Base => TimeSpan.FromMinutes(1), WindowLevel.Hour => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) };
        return piece.From.UtcTicks % length.Ticks == 0 && piece.To.UtcTicks % length.Ticks == 0;
    }

    private static bool IsComplete(EventStream stream, WindowPiece piece) => piece.Level switch
    {
        WindowLevel.Base => true,
        WindowLevel.Hour => piece.To <= stream.State.HoursThrough,
        _ => piece.To <= stream.State.DaysThrough,
    };

    private static EventStream Stream(DateTimeOffset? hoursThrough, DateTimeOffset? daysThrough)
        => new("shop", new StreamSettings(), new() { HoursThrough = hoursThrough, DaysThrough = daysThrough });
}
