namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>A sum of doubles with twice their precision, so that it does not depend on the order of what is added.</summary>
/// <remarks>
/// Knuth's TwoSum keeps what each addition rounds away (Ogita, Rump, Oishi; "Accurate sum and dot product", 2005). A sum beyond the range of
/// doubles stays at its end.
/// </remarks>
internal struct CompensatedSum
{
    private double _high;
    private double _low;

    public CompensatedSum(double high, double low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The sum, rounded once.</summary>
    public readonly double Value => Math.Clamp(_high + _low, double.MinValue, double.MaxValue);

    /// <summary>The two parts, to be stored.</summary>
    public readonly (double High, double Low) Parts => (_high, _low);

    public void Add(double value)
    {
        var sum = _high + value;
        if (double.IsFinite(sum))
        {
            var rest = sum - _high;
            _low += (_high - (sum - rest)) + (value - rest);
            _high = sum;
        }
        else
        {
            (_high, _low) = (Math.CopySign(double.MaxValue, sum), 0);
        }
    }

    public void Add(CompensatedSum other)
    {
        Add(other._high);
        Add(other._low);
    }
}
