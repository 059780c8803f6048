using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Ingest;

namespace FunctionApp.Tests.Analytics.Ingest;

[TestClass]
public sealed class EventReadersTests
{
    private const int MaxBytes = 100;

    [TestMethod]
    [DataRow(EventFormat.Lines, "{1}\n{2}", "1:{1} 2:{2}")]
    [DataRow(EventFormat.Lines, "{1}\r\n{2}\n", "1:{1} 2:{2}")]
    [DataRow(EventFormat.Lines, "\uFEFF{1}\n\n  \r\n{2}", "1:{1} 4:{2}")]
    [DataRow(EventFormat.Lines, "", "")]
    [DataRow(EventFormat.Json, "[{1},{2}]", "1:{1} 2:{2}")]
    [DataRow(EventFormat.Json, "\uFEFF [ {1} ,\n{\"a\":\"],\\\"}\"} , 3 ]\n", "1:{1}  2:{\"a\":\"],\\\"}\"}  3:3 ")]
    [DataRow(EventFormat.Json, "[]", "")]
    [DataRow(EventFormat.Json, "{\"a\":\n1}", "1:{\"a\":\n1}")]
    [DataRow(EventFormat.Json, "{\"a\":1}\n{\"a\":2}", "1:{\"a\":1} 2:{\"a\":2}")]
    [DataRow(EventFormat.Json, "{\"a\":1}", "1:{\"a\":1}")]
    [DataRow(EventFormat.Json, "nonsense\n{\"a\":2}", "1:nonsense 2:{\"a\":2}")]
    [DataRow(EventFormat.Json, "", "")]
    [DataRow(EventFormat.Csv, "type,x\na,1\nb,2", "2:{\"type\":\"a\",\"data\":{\"x\":1}} 3:{\"type\":\"b\",\"data\":{\"x\":2}}")]
    [DataRow(EventFormat.Csv, "type,x\r\n\"a,\"\"b\",\"1\n2\"\r\nc,\r\n", "2:{\"type\":\"a,\\u0022b\",\"data\":{\"x\":\"1\\n2\"}} 4:{\"type\":\"c\",\"data\":{}}")]
    [DataRow(EventFormat.Csv, "type,data.x,y\na,007,1e400", "2:{\"type\":\"a\",\"data\":{\"x\":\"007\",\"y\":\"1e400\"}}")]
    [DataRow(EventFormat.Csv, "type,x,y\na,true,-1.5e3", "2:{\"type\":\"a\",\"data\":{\"x\":true,\"y\":-1.5e3}}")]
    [DataRow(EventFormat.Csv, "type\n5\" pipe\nb", "2:{\"type\":\"5\\u0022 pipe\",\"data\":{}} 3:{\"type\":\"b\",\"data\":{}}")]
    [DataRow(EventFormat.Csv, "", "")]
    public async Task Records_are_found_with_their_places(EventFormat format, string text, string expected)
        => Assert.AreEqual(expected, await ReadAsync(format, text));

    [TestMethod]
    [DataRow(EventFormat.Json, "[{1},{2}", "1:{1} !2:The array does not end.")]
    [DataRow(EventFormat.Json, "[{1},", "1:{1} !2:The array does not end.")]
    [DataRow(EventFormat.Json, "[{1},]", "1:{1} !2:The array is malformed here, and could not be read on.")]
    [DataRow(EventFormat.Json, "[,{1}]", "!1:The array is malformed here, and could not be read on.")]
    [DataRow(EventFormat.Json, "[{1}] x", "1:{1} !2:The array is malformed here, and could not be read on.")]
    [DataRow(EventFormat.Json, "[\"", "!1:The array does not end.")]
    [DataRow(EventFormat.Csv, "type,x\na\nb,1,2\nc,3", "!2:It has 1 columns; the header has 2. !3:It has 3 columns; the header has 2. 4:{\"type\":\"c\",\"data\":{\"x\":3}}")]
    [DataRow(EventFormat.Csv, "type,x,x\na,1,2", "!1:The header has a column without a name, or two of one name; no record after it can be read.")]
    [DataRow(EventFormat.Csv, "type,\na,1", "!1:The header has a column without a name, or two of one name; no record after it can be read.")]
    public async Task What_is_malformed_is_one_rejection_with_its_reason(EventFormat format, string text, string expected)
        => Assert.AreEqual(expected, await ReadAsync(format, text));

    [TestMethod]
    [DataRow(EventFormat.Lines, "{0}\nb", "!1:It has more than 100 bytes. 2:b")]
    [DataRow(EventFormat.Json, "[{0},2]", "!1:It has more than 100 bytes. 2:2")]
    [DataRow(EventFormat.Csv, "type\n{0}\nb", "!2:It has more than 100 bytes. 3:{\"type\":\"b\",\"data\":{}}")]
    [DataRow(EventFormat.Csv, "type\n\"{0}\nb", "!2:It has more than 100 bytes. 3:{\"type\":\"b\",\"data\":{}}")]
    public async Task A_record_that_is_too_long_is_rejected_and_the_next_is_not(EventFormat format, string text, string expected)
    {
        foreach (var length in (int[])[101, 5_000, 1_000_000])
        {
            Assert.AreEqual(expected, await ReadAsync(format, text.Replace("{0}", new string('7', length), StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public void Records_do_not_depend_on_how_the_bytes_arrive()
    {
        var texts = Gen.Elements("{", "}", "[", "]", ",", "\"", "\\", "\n", "\r\n", "a", "é", " ", "{\"a\":1}", "type,x\n").ListOf().Select(string.Concat);
        var cases = from format in Gen.Elements(Enum.GetValues<EventFormat>())
                    from text in texts
                    from chunk in Gen.Choose(1, 7)
                    select (format, text, chunk);

        Prop.ForAll(
            cases.ToArbitrary(),
            one => ReadAsync(one.format, one.text).GetAwaiter().GetResult() == ReadAsync(one.format, one.text, one.chunk).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();
    }

    private static async Task<string> ReadAsync(EventFormat format, string text, int chunk = int.MaxValue)
    {
        await using var content = new TricklingStream(Encoding.UTF8.GetBytes(text), chunk);
        using var reader = await EventReaders.OpenAsync(content, format, MaxBytes, CancellationToken.None);
        var found = new List<string>();
        while (await reader.FillAsync(CancellationToken.None))
        {
            while (reader.TryRead(out var record))
            {
                found.Add(record.Rejection is null ? $"{record.Line}:{Encoding.UTF8.GetString(record.Json)}" : $"!{record.Line}:{record.Rejection}");
            }
        }

        return string.Join(' ', found);
    }
}
