using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images.Similarity;

namespace FunctionApp.Tests.Images.Similarity;

[TestClass]
public sealed class HashTableTests
{
    private static readonly Gen<(int Image, ulong Hash, bool Removes)> Change =
        from image in Gen.Choose(0, 20)
        from hash in Gen.Choose(0, 255)
        from removes in Gen.Elements(true, false, false)
        select (image, (ulong)hash * 0x0101_0101_0101_0101, removes);

    [TestMethod]
    public void After_any_additions_and_removals_the_nearest_are_those_that_sorting_everything_finds()
        => Prop.ForAll(Gen.ListOf(Change).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), static (changes, limit) =>
        {
            var table = new HashTable();
            var model = new Dictionary<UInt128, ulong>();
            foreach (var (image, hash, removes) in changes)
            {
                if (removes)
                {
                    table.Remove((UInt128)image);
                    model.Remove((UInt128)image);
                }
                else
                {
                    table.Add((UInt128)image, hash);
                    model[(UInt128)image] = hash;
                }
            }

            const ulong hashSought = 0x0F0F_0F0F_0F0F_0F0F;
            var expected = model
                .Where(entry => entry.Key != 7)
                .Select(entry => (entry.Key, Distance: BitOperations.PopCount(entry.Value ^ hashSought)))
                .OrderBy(entry => entry.Distance)
                .ThenBy(entry => entry.Key)
                .Take(limit);

            return table.Count == model.Count && table.Nearest(hashSought, limit, except: 7).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
}
