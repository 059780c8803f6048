using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Tests.Analytics.Aggregation;

/// <summary>The scanner reads what System.Text.Json reads, and refuses what it refuses.</summary>
[TestClass]
public sealed class EventScannerTests
{
    private const string Time = "\"time\":\"2026-01-31T12:34:56.789Z\"";

    private static readonly string[] Fields = ["data.amount", "data.user", "data.a.b", "subject", "data"];

    private static readonly Gen<string> Scalars = Gen.Elements(
        "0", "-0", "1", "12.5", "-3.25", "1e3", "1E+2", "2.5e-3", "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "0.1", "9007199254740993",
        "179769313486231570000000000000000000000000000000", "4.9e-324", "01", "-", "1.", ".5", "1e", "+1", "NaN", "Infinity", "0x10",
        "true", "false", "null", "True", "nul", "\"\"", "\"x\"", "\"a b\"", "\"caf\u00e9\"", "\"\U0001F600\"", "\"\\u00e9\\n\\\"\\\\\\/\"", "\"\\ud83d\\ude00\"",
        "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"tab\there\"", "\"unended", "\"a text that is longer than one vector of thirty-two bytes\"",
        "\"a text that is longer than one vector and ends \\\"escaped\\\\\"");

    private static readonly Gen<string> Space = Gen.Frequency((8, Gen.Constant("")), (1, Gen.Elements(" ", "\t", "  ", "\r", " \t ")));

    private static readonly Gen<string> Names = Gen.Elements(
        "type", "time", "data", "subject", "amount", "user", "a", "b", "id", "source", "\\u0064ata", "t\\u0079pe", "\\u0061", "other", "amount ", "Data");

    /// <summary>Lines of which most are events, in several layouts, with strange parts here and there.</summary>
    private static readonly Arbitrary<byte[]> Lines = (
        from head in Gen.Elements("", " ", "\t")
        from time in Gen.Elements(
            Time, "\"time\":\"2026-01-31T12:34:56Z\"", "\"time\":\"2026-01-31T12:34:56.1234567+01:30\"", "\"time\":\"2026-02-31T00:00:00Z\"",
            "\"time\":\"2026-01-31T12:3\\u0034:57Z\"", "\"time\":12")
        from type in Gen.Frequency((6, Gen.Elements("\"type\":\"view\"", "\"type\":\"order.placed\"", "\"type\": \"vi\\u0065w\"")), (1, Gen.Elements("\"type\":\"\"", "\"type\":1", "\"x\":1")))
        from members in Members(3).ListOf(4)
        from order in Gen.Shuffle(new[] { time, type }.Concat(members).ToArray())
        from tail in Gen.Frequency((12, Gen.Elements("", " ", "\r")), (1, Gen.Elements("x", "{}", ",", "\"")))
        select Encoding.UTF8.GetBytes($"{head}{{{string.Join(',', order)}}}{tail}")).ToArbitrary();

    private static readonly Arbitrary<byte[]> DamagedLines = Lines.Generator.SelectMany(Damaged).ToArbitrary();

    /// <summary>A line and others that differ from it in a byte or two, or in what is between quotes.</summary>
    private static readonly Arbitrary<byte[][]> Families = (
        from first in Lines.Generator
        from others in Gen.OneOf(Damaged(first), Damaged(first).SelectMany(Damaged), Gen.Constant(first)).ListOf(6)
        select others.Prepend(first).ToArray()).ToArbitrary();

    [TestMethod]
    public void Any_line_is_read_as_System_Text_Json_reads_it() => Prop.ForAll(Lines, Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [TestMethod]
    public void Any_damaged_line_is_read_or_refused_as_by_System_Text_Json()
        => Prop.ForAll(DamagedLines, Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [TestMethod]
    public void One_scanner_reads_many_lines_of_any_layout_as_new_ones_would() => Prop.ForAll(Lines.Generator.ArrayOf(20).ToArbitrary(), lines =>
    {
        var scanner = new EventScanner(Fields);
        return lines.Concat(lines).All(line => Equals(Scan(scanner, line), ReferenceScanner.Scan(line, Fields)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [TestMethod]
    public void A_line_that_nearly_looks_like_one_before_is_read_as_by_grammar() => Prop.ForAll(Families, lines =>
    {
        var scanner = new EventScanner(Fields);
        return lines.Concat(lines).All(line => Equals(Scan(scanner, line), ScanByGrammar(line)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [TestMethod]
    public void Lines_in_a_block_are_read_as_each_by_itself() => Prop.ForAll(Families, Gen.Elements("\n", "\r\n", "\n\n").ToArbitrary(), (lines, end) =>
    {
        var block = lines.SelectMany(line => line.Concat(Encoding.UTF8.GetBytes(end))).ToArray();
        var scanner = new EventScanner(Fields);
        var events = new EventLines(block, scanner);
        var found = new List<ScannedLine?>();
        while (events.MoveNext())
        {
            found.Add(events.Fault == LineFault.None ? Read(scanner, events.Line, events.UtcTicks) : null);
        }

        return found.SequenceEqual(lines.Where(line => line.AsSpan().IndexOfAnyExcept(" \t\r"u8) >= 0).Select(ScanByGrammar));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [TestMethod]
    public void A_line_with_other_values_than_the_one_before_is_familiar()
    {
        var scanner = new EventScanner(Fields);
        scanner.Scan(Encoding.UTF8.GetBytes($"{{\"type\":\"a\", {Time},\"data\":{{\"amount\":1,\"x\":[true,{{}}]}}}}"), out _);

        var next = Encoding.UTF8.GetBytes($"{{\"type\":\"\\u0062\", {Time},\"data\":{{\"amount\":null,\"x\":[-2e3,{{}}]}}}}\n...");
        Assert.IsTrue(scanner.TryScanFamiliar(next, out var length, out var fault, out _));
        Assert.AreEqual((next.Length - 4, LineFault.None, "b"), (length, fault, Encoding.UTF8.GetString(scanner.Type(next))));
    }

    [TestMethod]
    [DataRow(4_000, true)]
    [DataRow(5_000, false)]
    public void A_line_is_remembered_unless_there_is_too_much_between_its_values(int spaces, bool isFamiliar)
    {
        var scanner = new EventScanner(Fields);
        var line = Encoding.UTF8.GetBytes($"{{\"type\":\"a\",{new string(' ', spaces)}{Time}}}");

        Assert.AreEqual(LineFault.None, scanner.Scan(line, out _));
        Assert.AreEqual(isFamiliar, scanner.TryScanFamiliar(line, out _, out _, out _));
    }

    [TestMethod]
    public void Lines_without_any_shape_in_common_are_soon_not_compared_any_more()
    {
        var shapes = new LineShapes();
        for (var line = 0; line < 100; line++)
        {
            shapes.Miss();
        }

        Assert.IsFalse(shapes.IsTrusted);
    }

    [TestMethod]
    [DataRow("{\"type\":\"a\",\"type\":\"b\"," + Time + "}", DisplayName = "the last of two types")]
    [DataRow("{\"type\":\"a\"," + Time + ",\"data\":{\"amount\":1,\"amount\":2}}", DisplayName = "the last of two values")]
    [DataRow("{\"type\":\"a\"," + Time + ",\"data\":{\"amount\":1},\"data\":{\"user\":\"u\"}}", DisplayName = "the last of two objects, without the first one's fields")]
    [DataRow("{\"type\":\"a\"," + Time + ",\"data\":{\"amount\":1},\"data\":3}", DisplayName = "an object, then a number")]
    [DataRow("{\"data.amount\":1,\"type\":\"a\"," + Time + "}", DisplayName = "a name with a dot is no path")]
    [DataRow("{\"data\":[{\"amount\":1}],\"type\":\"a\"," + Time + "}", DisplayName = "an array has no fields")]
    [DataRow("{\"data\":{\"a\":{\"b\":{\"b\":1}}},\"type\":\"a\"," + Time + "}", DisplayName = "an object where a text is wanted")]
    [DataRow("{}", DisplayName = "empty")]
    [DataRow("{\"type\":\"a\"}", DisplayName = "no time")]
    [DataRow("{" + Time + "}", DisplayName = "no type")]
    [DataRow("[]", DisplayName = "array")]
    [DataRow("\"type\"", DisplayName = "text")]
    [DataRow("{\"type\":\"a\"," + Time + ",}", DisplayName = "trailing comma")]
    [DataRow("{\"type\":\"a\" " + Time + "}", DisplayName = "no comma")]
    [DataRow("{\"type\":\"a\"," + Time + "}}", DisplayName = "one brace too many")]
    [DataRow("{\"type\":\"a\"," + Time + ",\"x\":[1,]}", DisplayName = "trailing comma in an array")]
    [DataRow("{\"type\":\"a\"," + Time + ",\"x\":[[],{},[{}]]}", DisplayName = "empty ones")]
    [DataRow("{'type':'a'}", DisplayName = "single quotes")]
    [DataRow("{\"type\":\"a\"," + Time + "} // comment", DisplayName = "comment")]
    [DataRow("{\"type\":\"a\",\"time\":\"0001-01-01T00:00:00Z\"}", DisplayName = "year 1")]
    [DataRow("{\"type\":\"a\",\"time\":\"9999-12-31T23:59:59.9999999Z\"}", DisplayName = "year 9999")]
    public void A_nasty_line_is_read_or_refused_as_by_System_Text_Json(string line) => Assert.IsTrue(Agree(Encoding.UTF8.GetBytes(line)));

    [TestMethod]
    [DataRow(62)]
    [DataRow(63)]
    [DataRow(64)]
    [DataRow(10_000)]
    public void Nesting_is_followed_to_64_levels(int arrays)
    {
        var line = Encoding.UTF8.GetBytes($"{{\"type\":\"a\",{Time},\"x\":{new string('[', arrays)}{new string(']', arrays)}}}");

        Assert.IsTrue(Agree(line));
        Assert.AreEqual(arrays < 64 ? LineFault.None : LineFault.TooDeep, new EventScanner([]).Scan(line, out _));
    }

    [TestMethod]
    public void A_line_of_a_megabyte_is_read()
    {
        var text = new string('x', 1_000_000) + "\\n";

        Assert.IsTrue(Agree(Encoding.UTF8.GetBytes($"{{\"type\":\"a\",{Time},\"subject\":\"{text}\"}}")));
    }

    [TestMethod]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character()
    {
        var line = Encoding.UTF8.GetBytes($"{{\"type\":\"a\",{Time},\"subject\":\"\\ud83d \\ude00 \\ud83d\\u0041\"}}");

        Assert.AreEqual("\uFFFD \uFFFD \uFFFDA", Scan(new(Fields), line)!.Texts[3]);
    }

    private static Gen<byte[]> Damaged(byte[] line) => (
        from place in Gen.Choose(0, line.Length - 1)
        from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements("{}[]\",:\\ 0e-".Select(c => (int)c).ToArray()))
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => line[..place],
            1 => [.. line[..place], (byte)value, .. line[place..]],
            _ => [.. line[..place], (byte)value, .. line[(place + 1)..]],
        }).Where(damaged => damaged.Length > 0 && !damaged.Contains((byte)'\n'));

    private static Gen<string> Members(int depth) =>
        from name in Names
        from before in Space
        from after in Space
        from value in Values(depth)
        from end in Space
        select $"{before}\"{name}\"{before}:{after}{value}{end}";

    private static Gen<string> Values(int depth) => depth == 0
        ? Scalars
        : Gen.Frequency(
            (5, Scalars.Where(IsMostlyRight)),
            (1, Scalars),
            (3, Members(depth - 1).ListOf(3).Select(members => $"{{{string.Join(',', members)}}}")),
            (1, Values(depth - 1).ListOf(2).Select(items => $"[{string.Join(", ", items)}]")));

    private static bool IsMostlyRight(string scalar) => scalar[0] is '"' or '1' or '2' or 't' && !scalar.Contains('\\') && !scalar.EndsWith("unended", StringComparison.Ordinal);

    private static bool Agree(byte[] line)
    {
        var expected = ReferenceScanner.Scan(line, Fields);
        var scanner = new EventScanner(Fields);
        var first = Scan(scanner, line);
        var again = Scan(scanner, line);
        return Equals(expected, first) && Equals(expected, again);
    }

    private static ScannedLine? Scan(EventScanner scanner, byte[] line)
        => JsonBytes.IsUtf8(line) && scanner.Scan(line, out var ticks) == LineFault.None ? Read(scanner, line, ticks) : null;

    private static ScannedLine? ScanByGrammar(byte[] line)
        => new EventScanner(Fields) is var scanner && JsonBytes.IsUtf8(line) && scanner.ScanByGrammar(line, out var ticks) == LineFault.None
            ? Read(scanner, line, ticks)
            : null;

    private static ScannedLine Read(EventScanner scanner, ReadOnlySpan<byte> line, long ticks)
    {
        var texts = new string?[Fields.Length];
        var numbers = new double?[Fields.Length];
        for (var field = 0; field < Fields.Length; field++)
        {
            texts[field] = scanner.TryGetText(line, field, out var text) ? Encoding.UTF8.GetString(text) : null;
            numbers[field] = scanner.TryGetNumber(line, field, out var number) ? number : null;
        }

        return new(Encoding.UTF8.GetString(scanner.Type(line)), ticks, texts, numbers);
    }
}
