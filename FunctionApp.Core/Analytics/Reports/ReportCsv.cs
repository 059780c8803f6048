using System.Buffers;
using System.Globalization;
using System.Text;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>A report as CSV (RFC 4180): a header, then a line for each row. Frequent values are in the JSON only.</summary>
internal static class ReportCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>The bytes, in UTF-8.</summary>
    public static byte[] Of(Report report)
    {
        var text = new StringBuilder();
        var question = report.Question;
        string[] header = ["start", .. question.GroupBy, "count", "valueCount", "sum", "min", "max", "mean", "p50", "p95", "p99", "uniques"];
        Append(text, question.Interval is null ? header[1..] : header);
        foreach (var row in report.Rows)
        {
            var start = row.Start?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            Append(
                text,
                [
                    .. question.Interval is null ? Array.Empty<string?>() : [start],
                    .. row.Group,
                    Text(row.Count), Text(row.ValueCount),
                    Text(row.Sum), Text(row.Min), Text(row.Max), Text(row.Mean), Text(row.P50), Text(row.P95), Text(row.P99), Text(row.Uniques),
                ]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Text<T>(T? value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : null;

    private static void Append(StringBuilder text, IEnumerable<string?> fields)
        => text.AppendJoin(',', fields.Select(field => Quoted(field ?? ""))).Append("\r\n");

    /// <summary>Spreadsheets take a text that begins like a formula for one, so it gets an apostrophe, as they write it themselves.</summary>
    private static string Quoted(string field)
    {
        if (field is ['=' or '+' or '@' or '\t', ..] or ['-', not (>= '0' and <= '9'), ..])
        {
            field = "'" + field;
        }

        return field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
    }
}
