using System.Numerics;
using System.Text;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Tests.Analytics.Sketches;

[TestClass]
public sealed class StableHashTests
{
    [TestMethod]
    [DataRow("", 11261294661960461552UL)]
    [DataRow("a", 13640869265663056012UL)]
    [DataRow("user-42", 15883287694556723286UL)]
    [DataRow("a text that is longer than sixteen bytes", 4830471810963714927UL)]
    public void A_hash_is_the_one_that_stored_sketches_were_made_with(string text, ulong hash)
        => Assert.AreEqual(hash, StableHash.Of(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void A_hash_does_not_depend_on_what_surrounds_the_text()
    {
        var bytes = "a text that is longer than sixteen bytes"u8;
        byte[] surrounded = [1, 2, 3, .. bytes, 4, 5];

        Assert.AreEqual(StableHash.Of(bytes), StableHash.Of(surrounded.AsSpan(3, bytes.Length)));
    }

    [TestMethod]
    public void Texts_of_zeros_differ_by_their_length()
        => Assert.HasCount(65, Enumerable.Range(0, 65).Select(length => StableHash.Of(new byte[length])).ToHashSet());

    [TestMethod]
    public void A_million_numbered_texts_have_different_hashes()
        => Assert.HasCount(1_000_000, Enumerable.Range(0, 1_000_000).Select(i => StableHash.Of(Encoding.UTF8.GetBytes($"user-{i}"))).ToHashSet());

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(13)]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(40)]
    public void One_bit_of_the_text_changes_about_half_of_the_hash(int length)
    {
        var random = new Random(1);
        var bytes = new byte[length];
        var changed = new List<int>();
        for (var i = 0; i < 500; i++)
        {
            random.NextBytes(bytes);
            var before = StableHash.Of(bytes);
            bytes[random.Next(length)] ^= (byte)(1 << random.Next(8));
            changed.Add(BitOperations.PopCount(before ^ StableHash.Of(bytes)));
        }

        Assert.AreEqual(32, changed.Average(), 1);
        Assert.IsGreaterThan(8, changed.Min());
    }
}
