using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Tests.Analytics.Sketches;

[TestClass]
public sealed class HyperLogLogTests
{
    /// <summary>Sets around where the sketch turns from sparse to dense, by a start and a length in one sequence.</summary>
    private static readonly Arbitrary<(int Start, int Count)> Sets =
        Gen.Choose(0, 4000).SelectMany(start => Gen.Choose(0, 4000).Select(count => (start, count))).ToArbitrary();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(10)]
    [DataRow(1_000)]
    [DataRow(1_536)]
    [DataRow(1_537)]
    [DataRow(20_000)]
    [DataRow(70_000)]
    [DataRow(1_000_000)]
    public void The_estimate_is_within_three_standard_errors(int distinct)
        => Assert.AreEqual(distinct, Sketch(0, distinct).Estimate(), distinct * 3 * HyperLogLog.RelativeStandardError);

    [TestMethod]
    public void Up_to_a_hundred_the_estimate_rounds_to_nearly_the_truth()
    {
        var sketch = new HyperLogLog();
        for (var i = 0; i < 100; i++)
        {
            sketch.Add(HashOf(i));
            Assert.AreEqual(i + 1, sketch.Estimate(), 1.5);
        }
    }

    [TestMethod]
    public void Over_many_sets_the_error_is_the_standard_error_and_without_bias()
    {
        var errors = Enumerable.Range(0, 60).Select(set => (Sketch(set * 30_000, 30_000).Estimate() / 30_000) - 1).ToList();

        Assert.IsLessThan(1.4 * HyperLogLog.RelativeStandardError, Math.Sqrt(errors.Average(error => error * error)));
        Assert.IsLessThan(0.5 * HyperLogLog.RelativeStandardError, Math.Abs(errors.Average()));
    }

    [TestMethod]
    public void Adding_again_changes_nothing()
    {
        var sketch = Sketch(0, 3000);
        var before = Bytes(sketch);

        for (var i = 0; i < 3000; i++)
        {
            sketch.Add(HashOf(i));
        }

        CollectionAssert.AreEqual(before, Bytes(sketch));
    }

    [TestMethod]
    public void Parts_merge_to_the_whole_to_the_byte() => Prop.ForAll(Sets, Sets, (one, other) =>
    {
        var whole = Sketch(one.Start, one.Count);
        for (var i = 0; i < other.Count; i++)
        {
            whole.Add(HashOf(other.Start + i));
        }

        return Bytes(Merged(one, other)).SequenceEqual(Bytes(whole));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Merging_is_commutative_and_associative() => Prop.ForAll(Sets, Sets, Sets, (a, b, c) =>
    {
        var left = Merged(a, b);
        left.Merge(Sketch(c.Start, c.Count));
        var right = Sketch(a.Start, a.Count);
        right.Merge(Merged(c, b));
        return Bytes(left).SequenceEqual(Bytes(right));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void What_was_written_reads_back_and_leaves_the_rest() => Prop.ForAll(Sets, set =>
    {
        var written = Bytes(Sketch(set.Start, set.Count));
        ReadOnlySpan<byte> bytes = [.. written, 7, 8, 9];
        var read = HyperLogLog.Read(ref bytes);
        return Bytes(read).SequenceEqual(written) && bytes.SequenceEqual<byte>([7, 8, 9]);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Damaged_bytes_are_refused_or_read_as_a_sketch_and_never_crash()
        => Damage.Check([Bytes(Sketch(0, 0)), Bytes(Sketch(0, 500)), Bytes(Sketch(0, 5000))], (ref bytes) => HyperLogLog.Read(ref bytes).Estimate());

    [TestMethod]
    public void Memory_is_small_for_few_and_bounded_for_many()
    {
        Assert.IsLessThan(300, Sketch(0, 20).MemoryBytes);
        Assert.IsLessThan(17_000, Sketch(0, 1_000_000).MemoryBytes);
    }

    private static ulong HashOf(int i) => StableHash.Of(BitConverter.GetBytes(i));

    private static HyperLogLog Merged((int Start, int Count) one, (int Start, int Count) other)
    {
        var merged = Sketch(one.Start, one.Count);
        merged.Merge(Sketch(other.Start, other.Count));
        return merged;
    }

    private static HyperLogLog Sketch(int start, int count)
    {
        var sketch = new HyperLogLog();
        for (var i = start; i < start + count; i++)
        {
            sketch.Add(HashOf(i));
        }

        return sketch;
    }

    private static byte[] Bytes(HyperLogLog sketch)
    {
        var writer = new ArrayBufferWriter<byte>();
        sketch.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
