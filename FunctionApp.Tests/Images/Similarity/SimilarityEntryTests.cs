using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Images.Similarity;

[TestClass]
public sealed class SimilarityEntryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void An_entry_is_its_name()
        => Prop.ForAll<ulong, ulong, ulong>(static (high, low, hash) =>
        {
            var entry = new SimilarityEntry(Noon.AddTicks((long)(low % 1_000_000)), new UInt128(high, low), hash);
            return SimilarityEntry.Parse(entry.Blob.Name) == entry && BlobName.Error(entry.Blob.Name) is null;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Newer_entries_come_first_in_a_listing()
    {
        var older = new SimilarityEntry(Noon, 1, 1).Blob.Name;
        var newer = new SimilarityEntry(Noon.AddTicks(1), 1, 1).Blob.Name;

        Assert.IsLessThan(0, string.CompareOrdinal(newer, older));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("built")]
    [DataRow("0000000000000000000-00000000000000000000000000000000-000000000000000")]
    [DataRow("000000000000000000x-00000000000000000000000000000000-0000000000000000")]
    [DataRow("0000000000000000000-0000000000000000000000000000000g-0000000000000000")]
    [DataRow("9999999999999999999-00000000000000000000000000000000-0000000000000000")]
    [DataRow("9223372036854775807-00000000000000000000000000000000-0000000000000000")]
    public void What_is_no_entry_is_ignored(string name) => Assert.IsNull(SimilarityEntry.Parse(name));
}
