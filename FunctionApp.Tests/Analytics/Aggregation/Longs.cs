using FsCheck;
using FsCheck.Fluent;

namespace FunctionApp.Tests.Analytics.Aggregation;

/// <summary>Generates 64-bit numbers of all sizes.</summary>
internal static class Longs
{
    public static Gen<long> Any { get; } =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) | (uint)low;

    public static Gen<long> Between(long min, long max) => Any.Select(any => min + (long)((ulong)any % (ulong)(max - min)));
}
