using FunctionApp.Core.Images.Analysis;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class DiscreteCosineTransformTests
{
    [TestMethod]
    [DataRow(32, 11)]
    [DataRow(8, 8)]
    [DataRow(1, 1)]
    public void Coefficients_equal_the_naive_formula(int size, int frequencies)
    {
        var random = new Random(size);
        var block = Enumerable.Range(0, size * size).Select(_ => random.NextSingle()).ToArray();

        var coefficients = new DiscreteCosineTransform(size, frequencies).Forward(block);

        for (var v = 0; v < frequencies; v++)
        {
            for (var u = 0; u < frequencies; u++)
            {
                Assert.AreEqual(Naive(block, size, v, u), coefficients[v, u], 1e-4, $"[{v}, {u}]");
            }
        }
    }

    private static double Naive(float[] block, int size, int v, int u)
    {
        var sum = 0.0;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                sum += block[(y * size) + x]
                    * Math.Cos(Math.PI / size * (x + 0.5) * u)
                    * Math.Cos(Math.PI / size * (y + 0.5) * v);
            }
        }

        return sum * Math.Sqrt((u == 0 ? 1.0 : 2.0) / size) * Math.Sqrt((v == 0 ? 1.0 : 2.0) / size);
    }
}
