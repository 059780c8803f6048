using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Tests.Analytics.Sketches;

[TestClass]
public sealed class FrequentItemsTests
{
    private const int Capacity = 16;

    /// <summary>Many more different texts than fit, some of them frequent.</summary>
    private static readonly Arbitrary<string[]> Streams =
        Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 60), Gen.Choose(0, 5000)).Select(number => $"item-{number}").ArrayOf().ToArbitrary();

    public static IEnumerable<string> Distributions => ["zipf", "uniform", "constant", "ascending", "descending", "log-normal"];

    [TestMethod]
    [DynamicData(nameof(Distributions))]
    public void Every_count_is_within_its_bounds_and_the_bounds_within_the_guarantee(string distribution)
    {
        var keys = Distribution.Draw(distribution, 40_000).Select(number => $"{(long)number}").ToList();
        var sketch = new FrequentItems(256);
        keys.ForEach(key => sketch.Add(key));

        Assert.AreEqual(keys.Count, sketch.Total);
        Assert.IsLessThanOrEqualTo(2L * keys.Count / 256, sketch.MaxError);
        foreach (var (key, count) in keys.CountBy(key => key))
        {
            var item = sketch.Find(key);
            Assert.IsTrue(item.LowerBound <= count && count <= item.UpperBound, $"{item} is {count}.");
        }
    }

    [TestMethod]
    public void The_top_ten_of_a_Zipf_distribution_are_found_in_order()
    {
        var sketch = new FrequentItems();
        var keys = Distribution.Draw("zipf", 200_000).Select(number => $"user-{number}").ToList();
        keys.ForEach(key => sketch.Add(key));
        var truth = keys.CountBy(key => key).OrderByDescending(pair => pair.Value).Take(10).Select(pair => pair.Key);

        CollectionAssert.AreEqual(truth.ToList(), sketch.Top(10).Select(item => item.Key).ToList());
    }

    [TestMethod]
    public void While_all_texts_fit_every_count_is_exact()
    {
        var sketch = new FrequentItems(Capacity);
        foreach (var i in Enumerable.Range(0, 1000))
        {
            sketch.Add($"{i % Capacity}", weight: 2);
        }

        Assert.AreEqual(0, sketch.MaxError);
        Assert.HasCount(Capacity, sketch.Top(100));
        Assert.IsTrue(sketch.Top(100).All(item => item.LowerBound == item.UpperBound && item.LowerBound is 124 or 126));
    }

    [TestMethod]
    public void Merged_in_any_grouping_the_bounds_hold() => Prop.ForAll(Streams, Streams, Streams, (a, b, c) =>
    {
        var left = Sketch(a);
        left.Merge(Sketch(b));
        left.Merge(Sketch(c));
        var pair = Sketch(c);
        pair.Merge(Sketch(b));
        var right = Sketch(a);
        right.Merge(pair);
        string[] all = [.. a, .. b, .. c];
        return Holds(left, all) && Holds(right, all);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void What_was_written_reads_back_and_leaves_the_rest() => Prop.ForAll(Streams, keys =>
    {
        var sketch = Sketch(keys);
        ReadOnlySpan<byte> bytes = [.. Bytes(sketch), 7, 8, 9];
        var read = FrequentItems.Read(ref bytes);
        return bytes.SequenceEqual<byte>([7, 8, 9]) && read.Total == sketch.Total && read.MaxError == sketch.MaxError
            && read.Top(1000).SequenceEqual(sketch.Top(1000));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Damaged_bytes_are_refused_or_read_as_a_sketch_and_never_crash() => Damage.Check(
        [Bytes(Sketch([])), Bytes(Sketch(["a", "b", "a"])), Bytes(Sketch([.. Enumerable.Range(0, 500).Select(i => $"{i % 40}")]))],
        (ref bytes) => FrequentItems.Read(ref bytes).Top(10));

    [TestMethod]
    public void A_million_different_texts_take_bounded_memory()
    {
        var sketch = new FrequentItems();
        Span<byte> key = stackalloc byte[8];
        for (var i = 0; i < 1_000_000; i++)
        {
            BitConverter.TryWriteBytes(key, (long)i);
            sketch.Add(key);
        }

        Assert.IsLessThan(64_000, sketch.MemoryBytes);
        Assert.IsLessThanOrEqualTo(2_000_000L / FrequentItems.DefaultCapacity, sketch.MaxError);
    }

    [TestMethod]
    public void A_long_text_is_cut_at_the_end_of_a_character()
    {
        var sketch = new FrequentItems();
        sketch.Add(new string('€', 200));

        var key = sketch.Top(1).Single().Key;

        Assert.AreEqual(new string('€', 85), key);
        Assert.IsLessThanOrEqualTo(FrequentItems.MaxKeyBytes, Encoding.UTF8.GetByteCount(key));
    }

    private static bool Holds(FrequentItems sketch, string[] keys)
        => sketch.Total == keys.Length
            && sketch.MaxError <= 2L * keys.Length / Capacity
            && keys.CountBy(key => key).All(pair => sketch.Find(pair.Key) is var item && item.LowerBound <= pair.Value && pair.Value <= item.UpperBound);

    private static FrequentItems Sketch(string[] keys)
    {
        var sketch = new FrequentItems(Capacity);
        foreach (var key in keys)
        {
            sketch.Add(key);
        }

        return sketch;
    }

    private static byte[] Bytes(FrequentItems sketch)
    {
        var writer = new ArrayBufferWriter<byte>();
        sketch.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
