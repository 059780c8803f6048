using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images.Analysis;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class OkLabTests
{
    [TestMethod]
    [DataRow(1, 1, 1, 1.0, 0.0, 0.0)]
    [DataRow(0, 0, 0, 0.0, 0.0, 0.0)]
    [DataRow(1, 0, 0, 0.62796, 0.22486, 0.12585)]
    [DataRow(0, 1, 0, 0.86644, -0.23389, 0.17950)]
    [DataRow(0, 0, 1, 0.45201, -0.03246, -0.31153)]
    public void Primaries_have_their_published_coordinates(int red, int green, int blue, double l, double a, double b)
    {
        var color = OkLab.FromLinear(red, green, blue);

        Assert.AreEqual(l, color.L, 1e-4);
        Assert.AreEqual(a, color.A, 1e-4);
        Assert.AreEqual(b, color.B, 1e-4);
    }

    [TestMethod]
    public void Every_colour_survives_the_round_trip() =>
        Prop.ForAll<byte, byte, byte>((red, green, blue) =>
            OkLab.FromLinear(Srgb.Linear[red], Srgb.Linear[green], Srgb.Linear[blue]).ToHex() == Srgb.Hex(red, green, blue))
            .QuickCheckThrowOnFailure();
}
