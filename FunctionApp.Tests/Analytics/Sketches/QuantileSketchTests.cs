using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Tests.Analytics.Sketches;

[TestClass]
public sealed class QuantileSketchTests
{
    private static readonly double[] Quantiles = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

    private static readonly Arbitrary<double[]> Numbers = Gen.OneOf(
            Gen.Choose(-1_000_000, 1_000_000).Select(number => number / 1000.0),
            Gen.Choose(-300, 300).Select(power => Math.Pow(10, power)),
            Gen.Choose(-300, 300).Select(power => -3 * Math.Pow(10, power)),
            Gen.Elements(0.0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 2.2250738585072014e-308))
        .ArrayOf()
        .ToArbitrary();

    public static IEnumerable<string> Distributions => Distribution.Names;

    [TestMethod]
    [DynamicData(nameof(Distributions))]
    public void Every_quantile_is_within_one_percent(string distribution)
    {
        var numbers = Distribution.Draw(distribution, 50_000);
        var sketch = Sketch(numbers);
        var sorted = numbers.Order().ToArray();
        foreach (var q in Quantiles)
        {
            var truth = sorted[(int)(q * (sorted.Length - 1))];
            Assert.AreEqual(truth, sketch.Quantile(q)!.Value, (Math.Abs(truth) * QuantileSketch.RelativeError) + 1e-12, $"q = {q}");
        }
    }

    [TestMethod]
    public void Every_normal_number_is_within_one_percent_of_what_its_bucket_stands_for() => Prop.ForAll(Numbers, numbers =>
        numbers.Where(double.IsNormal).All(number =>
            Math.Abs(Sketch([number]).Quantile(0.5)!.Value - number) <= Math.Abs(number) * QuantileSketch.RelativeError * (1 + 1e-9))).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Parts_merge_to_the_whole_to_the_byte() => Prop.ForAll(Numbers, Numbers, (one, other) =>
    {
        var merged = Sketch(one);
        merged.Merge(Sketch(other));
        return Bytes(merged).SequenceEqual(Bytes(Sketch([.. one, .. other])));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Merging_is_commutative_and_associative() => Prop.ForAll(Numbers, Numbers, Numbers, (a, b, c) =>
    {
        var left = Sketch(a);
        left.Merge(Sketch(b));
        left.Merge(Sketch(c));
        var pair = Sketch(c);
        pair.Merge(Sketch(b));
        pair.Merge(Sketch(a));
        return Bytes(left).SequenceEqual(Bytes(pair));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void The_order_of_numbers_does_not_matter() => Prop.ForAll(Numbers, numbers =>
        Bytes(Sketch(numbers)).SequenceEqual(Bytes(Sketch([.. numbers.Reverse()])))).QuickCheckThrowOnFailure();

    [TestMethod]
    public void What_was_written_reads_back_and_leaves_the_rest() => Prop.ForAll(Numbers, numbers =>
    {
        var written = Bytes(Sketch(numbers));
        ReadOnlySpan<byte> bytes = [.. written, 7, 8, 9];
        var read = QuantileSketch.Read(ref bytes);
        return Bytes(read).SequenceEqual(written) && bytes.SequenceEqual<byte>([7, 8, 9]) && read.Count == numbers.Length;
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Damaged_bytes_are_refused_or_read_as_a_sketch_and_never_crash() => Damage.Check(
        [Bytes(Sketch([])), Bytes(Sketch([1, -2, 0])), Bytes(Sketch(Distribution.Draw("log-normal", 1000)))],
        (ref bytes) => QuantileSketch.Read(ref bytes).Quantile(0.5));

    [TestMethod]
    public void Beyond_its_range_of_buckets_the_large_numbers_keep_their_guarantee()
    {
        var numbers = Enumerable.Range(-300, 601).Select(power => Math.Pow(10, power)).ToArray();
        var sketch = Sketch(numbers);

        Assert.AreEqual(1e300, sketch.Quantile(1)!.Value, 1e298);
        Assert.AreEqual(1e290, sketch.Quantile(590 / 600.0 + 1e-9)!.Value, 1e288);
        Assert.AreEqual(601, sketch.Count);
        Assert.IsLessThan(40_000, sketch.MemoryBytes);
    }

    [TestMethod]
    public void Without_numbers_there_is_no_quantile() => Assert.IsNull(new QuantileSketch().Quantile(0.5));

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused(double value) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new QuantileSketch().Add(value));

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(-0.1)]
    [DataRow(1.1)]
    public void A_quantile_outside_its_bounds_is_refused(double q) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Sketch([1]).Quantile(q));

    private static QuantileSketch Sketch(double[] numbers)
    {
        var sketch = new QuantileSketch();
        foreach (var number in numbers)
        {
            sketch.Add(number);
        }

        return sketch;
    }

    private static byte[] Bytes(QuantileSketch sketch)
    {
        var writer = new ArrayBufferWriter<byte>();
        sketch.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
