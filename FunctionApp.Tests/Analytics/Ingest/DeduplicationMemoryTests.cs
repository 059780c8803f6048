using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Ingest;

namespace FunctionApp.Tests.Analytics.Ingest;

[TestClass]
public sealed class DeduplicationMemoryTests
{
    private const int Capacity = 1_000;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Start = new(2026, 5, 17, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void What_came_within_the_window_is_remembered_and_what_did_not_come_is_not()
    {
        var memory = new DeduplicationMemory(Window, Capacity);
        for (var i = 0; i < Capacity / 2; i++)
        {
            memory.Add(Event(i), Start.AddSeconds(i));
        }

        Assert.IsTrue(Enumerable.Range(0, Capacity / 2).All(i => memory.Contains(Event(i))));
        Assert.IsFalse(Enumerable.Range(Capacity, Capacity).Any(i => memory.Contains(Event(i))));
    }

    [TestMethod]
    public void What_is_older_than_the_window_is_forgotten()
    {
        var memory = new DeduplicationMemory(Window, Capacity);
        memory.Add(Event(1), Start);
        memory.Forget(Start + Window);
        Assert.IsTrue(memory.Contains(Event(1)));

        memory.Forget(Start + Window + TimeSpan.FromTicks(1));

        Assert.IsFalse(memory.Contains(Event(1)));
        Assert.AreEqual(0, memory.Count);
    }

    [TestMethod]
    public void However_many_come_at_most_so_many_are_remembered_and_the_youngest_are_among_them()
        => Prop.ForAll(Gen.Choose(1, 20_000).ToArbitrary(), Gen.Choose(0, 10).ToArbitrary(), (count, seconds) =>
        {
            var memory = new DeduplicationMemory(Window, Capacity);
            for (var i = 0; i < count; i++)
            {
                memory.Add(Event(i), Start.AddSeconds(i * seconds));
            }

            var sure = Math.Min(Math.Min(count, Capacity / 2), seconds == 0 ? int.MaxValue : (int)Window.TotalSeconds / seconds);
            return memory.Count <= Capacity && Enumerable.Range(count - sure, sure).All(i => memory.Contains(Event(i)));
        }).QuickCheckThrowOnFailure();

    private static EventIdentity Event(int number) => EventIdentity.Of("source"u8, BitConverter.GetBytes(number));
}
