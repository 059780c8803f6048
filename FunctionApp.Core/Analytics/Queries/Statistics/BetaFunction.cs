namespace FunctionApp.Core.Analytics.Queries.Statistics;

/// <summary>The regularised incomplete beta function: the tail of the binomial distribution, among others.</summary>
internal static class BetaFunction
{
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b), by the continued fraction DLMF 8.17.22 on the side where it converges fast.</summary>
    /// <param name="x">0 to 1.</param>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public static double Regularized(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        return x < (a + 1) / (a + b + 2) ? Tail(x, a, b) : 1 - Tail(1 - x, b, a);
    }

    private static double Tail(double x, double a, double b)
    {
        var front = Math.Exp(
            LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))) / a;
        return front / ContinuedFraction(x, a, b);
    }

    /// <summary>Lentz's method: the fraction's value from its numerators, front to back.</summary>
    private static double ContinuedFraction(double x, double a, double b)
    {
        double value = 1, c = 1, d = 0;
        for (var n = 1; n < 100_000; n++)
        {
            var numerator = Numerator(n, x, a, b);
            d = 1 / NotZero(1 + (numerator * d));
            c = NotZero(1 + (numerator / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-14)
            {
                break;
            }
        }

        return value;
    }

    private static double Numerator(int n, double x, double a, double b)
    {
        var m = n / 2;
        return n % 2 == 0
            ? m * (b - m) * x / ((a + n - 1) * (a + n))
            : -(a + m) * (a + b + m) * x / ((a + n - 1) * (a + n));
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>ln Γ(x) for x > 0: Stirling's series DLMF 5.11.1, after the recurrence has taken x to where it is exact.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 12; x++)
        {
            shift += Math.Log(x);
        }

        var inverse = 1 / (x * x);
        var series = ((1.0 / 12) - (inverse * ((1.0 / 360) - (inverse * ((1.0 / 1260) - (inverse * (1.0 / 1680))))))) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
