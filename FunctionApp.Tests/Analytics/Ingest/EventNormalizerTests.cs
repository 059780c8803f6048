using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Ingest;

namespace FunctionApp.Tests.Analytics.Ingest;

[TestClass]
public sealed class EventNormalizerTests
{
    private static readonly DateTimeOffset Arrival = new(2026, 5, 17, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("""{"id":"1","source":"s","type":"t","time":"2026-05-17T11:00:00Z","data":{"x":1}}""", """{"id":"1","source":"s","type":"t","time":"2026-05-17T11:00:00Z","data":{"x":1}}""")]
    [DataRow("""{"type":"t"}""", """{"id":"b-7","source":"shop","time":"2026-05-17T12:00:00.000Z","type":"t"}""")]
    [DataRow("""{"type":"t","id":null,"time":null,"data":null,"x":null}""", """{"id":"b-7","source":"shop","time":"2026-05-17T12:00:00.000Z","type":"t","data":null,"x":null}""")]
    [DataRow("{\n  \"type\": \"t\",\r\n  \"id\": \"1\"\n}", "{\"source\":\"shop\",\"time\":\"2026-05-17T12:00:00.000Z\",   \"type\": \"t\",    \"id\": \"1\" }")]
    [DataRow("""{"\u0074ype":"t","id":"1"}""", """{"source":"shop","time":"2026-05-17T12:00:00.000Z","\u0074ype":"t","id":"1"}""")]
    [DataRow("""{"type":"t","specversion":"1.0","id":"1","source":"s","traceparent":"00-x"}""", """{"time":"2026-05-17T12:00:00.000Z","type":"t","specversion":"1.0","id":"1","source":"s","traceparent":"00-x"}""")]
    public void A_canonical_line_has_what_was_missing_and_is_else_as_it_was(string json, string expected)
        => Assert.AreEqual((expected + "\n", null), Write(json));

    [TestMethod]
    [DataRow("", "It is not valid JSON.")]
    [DataRow("{", "It is not valid JSON.")]
    [DataRow("nonsense", "It is not valid JSON.")]
    [DataRow("""{"type":"t",}""", "It is not valid JSON.")]
    [DataRow("""{"type":"t","data":NaN}""", "It is not valid JSON.")]
    [DataRow("""{"type":"t","data":01}""", "It is not valid JSON.")]
    [DataRow("""{"type":"t","data":"\x"}""", "It is not valid JSON.")]
    [DataRow("{\"type\":\"t\",\"data\":\"a\tb\"}", "It is not valid JSON.")]
    [DataRow("""{"type":"t"} {"type":"t"}""", "There is more than one JSON value in it.")]
    [DataRow("[]", "It is no JSON object.")]
    [DataRow("null", "It is no JSON object.")]
    [DataRow("{}", "'type' is missing.")]
    [DataRow("""{"type":null}""", "'type' is missing.")]
    [DataRow("""{"type":""}""", "'type' is not a text, or is empty.")]
    [DataRow("""{"type":1}""", "'type' is not a text, or is empty.")]
    [DataRow("""{"type":"t","type":"u"}""", "'type' is there more than once.")]
    [DataRow("""{"type":"t","id":"1","\u0069d":"2"}""", "'id' is there more than once.")]
    [DataRow("""{"type":"t","id":7}""", "'id' is not a text, or is empty.")]
    [DataRow("""{"type":"t","id":"\ud800"}""", "'id' is not a text, or is empty.")]
    [DataRow("""{"type":"t","specversion":"0.3"}""", "'specversion' is not \"1.0\".")]
    [DataRow("""{"type":"t","data":1e400}""", "A number in it is too large.")]
    [DataRow("""{"type":"t","time":1747483200}""", "'time' is not a text, or is empty.")]
    [DataRow("""{"type":"t","time":"yesterday"}""", "'time' is not a time as in RFC 3339, for example 2026-01-31T12:00:00Z.")]
    [DataRow("""{"type":"t","time":"2026-02-30T00:00:00Z"}""", "'time' is not a time as in RFC 3339, for example 2026-01-31T12:00:00Z.")]
    [DataRow("""{"type":"t","time":"2026-05-17T12:00:00"}""", "'time' is not a time as in RFC 3339, for example 2026-01-31T12:00:00Z.")]
    [DataRow("""{"type":"t","time":"0001-01-01T00:00:00+01:00"}""", "'time' is not a time as in RFC 3339, for example 2026-01-31T12:00:00Z.")]
    [DataRow("""{"type":"t","time":"2026-05-17T13:00:01Z"}""", "'time' is too far in the future.")]
    public void A_line_that_is_no_event_is_rejected_with_its_reason(string json, string reason)
        => Assert.AreEqual(("", reason), Write(json));

    [TestMethod]
    [DataRow("""{"type":"t","time":"0001-01-01T00:00:00Z"}""")]
    [DataRow("""{"type":"t","time":"2026-05-17T13:00:00Z"}""")]
    [DataRow("""{"type":"t","time":"2026-05-17T14:00:00+02:00"}""")]
    [DataRow("""{"type":"t","data":[1,-0,1.5E-300,"\ud83d\ude00",null,true,{}]}""")]
    public void An_unusual_event_is_an_event(string json) => Assert.IsNull(Write(json).Reason);

    [TestMethod]
    public void Nesting_is_fine_up_to_the_limit_and_never_costs_the_process()
    {
        Assert.IsNull(Write(Nested(63)).Reason);
        Assert.AreEqual("It is nested deeper than 64.", Write(Nested(64)).Reason);
        Assert.AreEqual("It is nested deeper than 64.", Write(Nested(10_000)).Reason);

        static string Nested(int depth) => $"{{\"type\":\"t\",\"data\":{new string('[', depth)}{new string(']', depth)}}}";
    }

    [TestMethod]
    public void Bytes_that_are_no_text_are_rejected()
        => Assert.AreEqual("It is not valid UTF-8.", Write([.. "{\"type\":\""u8, 0xFF, .. "\"}"u8]).Reason);

    [TestMethod]
    public void A_type_may_have_200_bytes()
    {
        Assert.IsNull(Write($"{{\"type\":\"{new string('t', 200)}\"}}").Reason);
        Assert.AreEqual("'type' has more than 200 bytes.", Write($"{{\"type\":\"{new string('t', 201)}\"}}").Reason);
        Assert.IsNull(Write($"{{\"type\":\"{string.Concat(Enumerable.Repeat("\\u0074", 200))}\"}}").Reason);
    }

    [TestMethod]
    public void The_same_source_and_id_are_one_identity_however_they_are_spelled()
    {
        Assert.AreEqual(Identity("""{"id":"a","source":"s","type":"t"}"""), Identity("""{"type":"u","source":"\u0073","id":"\u0061"}"""));
        Assert.AreEqual(Identity("""{"id":"a","source":"shop","type":"t"}"""), Identity("""{"id":"a","type":"t"}"""));
        Assert.AreNotEqual(Identity("""{"id":"ab","source":"s","type":"t"}"""), Identity("""{"id":"b","source":"sa","type":"t"}"""));
        Assert.IsFalse(Identity("""{"type":"t"}""").IsKnown);
    }

    [TestMethod]
    public void Whatever_is_JSON_to_the_platform_is_JSON_here_and_nothing_else()
    {
        var pieces = Gen.Elements("{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\u00e9", "\\", "1", "-", ".5", "e3", "true", "null", " ", "0", "\"\\n\"", "é");
        var lines = pieces.ListOf().Select(list => $"{{\"type\":\"t\",\"data\":{string.Concat(list)}}}");

        Prop.ForAll(lines.ToArbitrary(), line => IsJson(line) == (Write(line).Reason is null)).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void What_is_accepted_is_read_by_the_aggregator()
    {
        var values = Gen.Elements("1", "-1.5e10", "\"x\\u00e9\"", "{\"amount\":3}", "[[],{}]", "null", "1e400", "\"\\ud800\"", "{\"amount\":1,\"amount\":2}", "{\"a\": \"\\\"\"}", "01");
        var times = Gen.Elements("\"2026-05-17T11:00:00Z\"", "\"2026-05-17t11:00:60.123456789z\"", "\"0001-01-01T00:00:00Z\"", "\"\\u0032026-05-17 11:00:00-01:00\"", "null", "\"2026-05-17T11:00Z\"");
        var lines = from data in values
                    from time in times
                    from space in Gen.Elements("", " ", "\t")
                    select $"{space}{{{space}\"type\"{space}:{space}\"t\",\"time\":{time}{space},\"data\":{data}{space}}}{space}";

        Prop.ForAll(lines.ToArbitrary(), line =>
        {
            var (canonical, reason) = Write(line.Trim());
            var aggregator = new SegmentAggregator(new StreamSettings { Value = "data.amount" });
            aggregator.Add(Encoding.UTF8.GetBytes(canonical));
            return aggregator.Result.Rejected == 0 && aggregator.Result.Events == (reason is null ? 1 : 0);
        }).QuickCheckThrowOnFailure();
    }

    private static (string Line, string? Reason) Write(string json) => Write(Encoding.UTF8.GetBytes(json));

    private static (string Line, string? Reason) Write(byte[] json)
    {
        var line = new ArrayBufferWriter<byte>();
        var reason = new EventNormalizer("shop", "b", Arrival, new(), TimeSpan.FromMinutes(1)).Write(new EventRecord(7, json), line, out _);
        return (Encoding.UTF8.GetString(line.WrittenSpan), reason);
    }

    private static EventIdentity Identity(string json)
    {
        new EventNormalizer("shop", "b", Arrival, new(), TimeSpan.FromMinutes(1)).Write(new EventRecord(7, Encoding.UTF8.GetBytes(json)), new ArrayBufferWriter<byte>(), out var identity);
        return identity;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
