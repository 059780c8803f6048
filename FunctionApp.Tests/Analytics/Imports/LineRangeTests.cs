using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Tests.Analytics.Ingest;

namespace FunctionApp.Tests.Analytics.Imports;

[TestClass]
public sealed class LineRangeTests
{
    [TestMethod]
    public void However_a_file_is_cut_every_line_is_in_one_shard()
    {
        var cases = from lengths in Gen.Choose(0, 6).ListOf()
                    from shard in Gen.Choose(1, 9)
                    from chunk in Gen.Choose(1, 5)
                    from last in Gen.Elements("", "\n")
                    select (Text: string.Join('\n', lengths.Select((length, i) => new string((char)('a' + (i % 26)), length))) + last, shard, chunk);

        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var bytes = Encoding.UTF8.GetBytes(one.Text);
            var shards = Enumerable.Range(0, (bytes.Length + one.shard - 1) / one.shard)
                .Select(number => Read(bytes, number * one.shard, one.shard, one.chunk));
            return string.Concat(shards) == one.Text;
        }).QuickCheckThrowOnFailure();
    }

    private static string Read(byte[] bytes, int offset, int length, int chunk)
    {
        var lead = offset > 0 ? 1 : 0;
        using var content = new TricklingStream(bytes[(offset - lead)..], chunk);
        using var range = new LineRange(content, isWithinLine: offset > 0, length);
        using var read = new MemoryStream();
        range.CopyToAsync(read).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(read.ToArray());
    }
}
