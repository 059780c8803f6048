using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class PerceptualHashTests
{
    private const int SamePicture = 6;

    [TestMethod]
    [DataRow(64, 48)]
    [DataRow(320, 240)]
    [DataRow(130, 90)]
    public void A_scaled_version_is_near(int width, int height) =>
        AssertNear(seed => Drawing.Scene(seed), seed => Drawing.Scene(seed, width, height));

    [TestMethod]
    public void A_blurred_version_is_near() =>
        AssertNear(seed => Drawing.Scene(seed), seed => Drawing.Blurred(Drawing.Scene(seed)));

    [TestMethod]
    public void A_lighter_version_is_near() =>
        AssertNear(seed => Drawing.Scene(seed), seed => Drawing.Scene(seed, lighter: 15));

    [TestMethod]
    public void Different_pictures_are_far_apart()
    {
        var hashes = Enumerable.Range(0, 20).Select(seed => Hash(Drawing.Scene(seed))).ToArray();

        var distances =
            from i in Enumerable.Range(0, hashes.Length)
            from j in Enumerable.Range(0, i)
            select PerceptualHash.Distance(hashes[i], hashes[j]);
        Assert.IsGreaterThan(2 * SamePicture, distances.Min());
    }

    [TestMethod]
    public void Bits_are_the_signs_of_the_naive_transform_against_its_median()
    {
        var luma = LumaPlane.Of(Drawing.Scene(seed: 5, 32, 32));
        (int V, int U)[] lowest = [(0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0)];

        var bits = Convert.ToString((long)PerceptualHash.Of(luma).Bits, 2).PadLeft(64, '0');

        var median = Zigzag(64).Select(frequency => Naive(luma, frequency)).Order().Skip(31).Take(2).Average();
        var expected = string.Concat(lowest.Select(frequency => Naive(luma, frequency) > median ? '1' : '0'));
        Assert.AreEqual(expected, bits[..lowest.Length]);
    }

    [TestMethod]
    public void Distance_counts_the_bits_that_differ() =>
        Prop.ForAll<ulong, ulong>((a, b) =>
        {
            var naive = Enumerable.Range(0, 64).Count(bit => ((a >> bit) & 1) != ((b >> bit) & 1));
            return PerceptualHash.Distance(new PerceptualHash(a).ToString(), new PerceptualHash(b).ToString()) == naive;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Text_is_read_back() =>
        Prop.ForAll<ulong>(bits => PerceptualHash.Parse(new PerceptualHash(bits).ToString()) == new PerceptualHash(bits)).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("")]
    [DataRow("0123")]
    [DataRow("0123456789abcdef0")]
    [DataRow("0123456789abcdeg")]
    [DataRow(" 123456789abcdef")]
    public void Text_that_is_no_hash_is_refused(string text) => Assert.ThrowsExactly<FormatException>(() => PerceptualHash.Parse(text));

    private static PerceptualHash Hash(RgbaImage image) => PerceptualHash.Of(LumaPlane.Of(image));

    private static void AssertNear(Func<int, RgbaImage> original, Func<int, RgbaImage> version)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.IsLessThanOrEqualTo(SamePicture, PerceptualHash.Distance(Hash(original(seed)), Hash(version(seed))), $"seed {seed}");
        }
    }

    private static IEnumerable<(int V, int U)> Zigzag(int count) =>
        (from v in Enumerable.Range(0, 32)
         from u in Enumerable.Range(0, 32)
         where v + u > 0
         orderby v + u, (v + u) % 2 == 0 ? u : v
         select (v, u)).Take(count);

    private static double Naive(LumaPlane luma, (int V, int U) frequency) =>
        luma.Values.Select((value, i) => value
            * Math.Cos(Math.PI * frequency.U * ((2 * (i % 32)) + 1) / 64)
            * Math.Cos(Math.PI * frequency.V * ((2 * (i / 32)) + 1) / 64)).Sum()
        * Math.Sqrt(frequency.U == 0 ? 1 : 2) * Math.Sqrt(frequency.V == 0 ? 1 : 2) / 32;
}
