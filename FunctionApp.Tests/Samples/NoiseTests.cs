using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Local.Samples;

namespace FunctionApp.Tests.Samples;

[TestClass]
public sealed class NoiseTests
{
    private static readonly Gen<(float X, float Y)> Places =
        from x in Gen.Choose(-1_000_000, 1_000_000)
        from y in Gen.Choose(-1_000_000, 1_000_000)
        select (x / 1000f, y / 1000f);

    [TestMethod]
    public void Every_field_is_between_0_and_1_everywhere() =>
        Prop.ForAll(Places.ToArbitrary(), place =>
        {
            var (x, y) = place;
            float[] values = [Noise.Value(x, y), Noise.Fractal(x, y, 5), Noise.Ridged(x, y, 5), Noise.Hash((int)x)];
            return values.All(value => value is >= 0 and <= 1);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_small_step_is_a_small_change() =>
        Prop.ForAll(Places.ToArbitrary(), place =>
            Math.Abs(Noise.Value(place.X, place.Y) - Noise.Value(place.X + 0.01f, place.Y - 0.01f)) < 0.05f).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Values_are_spread_out()
    {
        var values = Enumerable.Range(0, 10_000).Select(Noise.Hash).ToArray();

        Assert.AreEqual(0.5, values.Average(), 0.02);
        Assert.HasCount(10, values.GroupBy(value => (int)(value * 10)).Where(tenth => tenth.Count() is > 900 and < 1100));
    }
}
