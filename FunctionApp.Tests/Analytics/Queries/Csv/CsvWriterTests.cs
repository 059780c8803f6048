using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics.Queries.Csv;

namespace FunctionApp.Tests.Analytics.Queries.Csv;

[TestClass]
public sealed class CsvWriterTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("a,b", "\"a,b\"")]
    [DataRow("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [DataRow("two\nlines", "\"two\nlines\"")]
    [DataRow(" space", "\" space\"")]
    [DataRow("", "")]
    [DataRow("=1+1", "'=1+1")]
    [DataRow("+41", "'+41")]
    [DataRow("-1", "'-1")]
    [DataRow("@SUM(A1)", "'@SUM(A1)")]
    [DataRow("\t=1", "'\t=1")]
    [DataRow("=a,b", "\"'=a,b\"")]
    [DataRow("Zürich", "Zürich")]
    public void A_text_is_quoted_where_it_must_be_and_never_a_formula(string text, string written)
        => Assert.AreEqual(written, Write(csv => csv.Text(text)));

    [TestMethod]
    [DataRow(-1.5, "-1.5")]
    [DataRow(1e300, "1E+300")]
    [DataRow(double.NaN, "")]
    [DataRow(double.PositiveInfinity, "")]
    public void A_number_is_a_number_or_nothing(double number, string written) => Assert.AreEqual(written, Write(csv => csv.Number(number)));

    [TestMethod]
    public void Any_rows_are_read_back_as_they_were_but_for_the_mark_before_formulas() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get.Replace("\0", "", StringComparison.Ordinal)).ArrayOf(3).NonEmptyListOf().ToArbitrary(),
        rows =>
        {
            var text = Write(csv =>
            {
                foreach (var row in rows)
                {
                    Array.ForEach(row, csv.Text);
                    csv.EndRow();
                }
            });

            var read = Read(text);
            return read.Count == rows.Count && rows.Zip(read).All(pair => pair.First.Select(Guarded).SequenceEqual(pair.Second));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Any_number_is_read_back_exactly() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<NormalFloat>().ToArbitrary(),
        number => double.Parse(Write(csv => csv.Number(number.Get)), CultureInfo.InvariantCulture).Equals(number.Get)).QuickCheckThrowOnFailure();

    private static string Guarded(string text)
        => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text));

    private static string Write(Action<CsvWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new(output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>RFC 4180, as plainly as can be.</summary>
    private static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                if (text[i] != '"')
                {
                    field.Append(text[i]);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (text[i] == '"')
            {
                quoted = true;
            }
            else if (text[i] == ',' || (text[i] == '\r' && text[i + 1] == '\n'))
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (text[i] == '\r')
                {
                    i++;
                    rows.Add([]);
                }
            }
            else
            {
                field.Append(text[i]);
            }
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
