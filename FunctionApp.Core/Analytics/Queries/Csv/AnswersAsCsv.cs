using FunctionApp.Core.Analytics.Queries.Answers;

namespace FunctionApp.Core.Analytics.Queries.Csv;

/// <summary>Answers as comma-separated values: a header, then a row for each item. What JSON says once, about all of them, is left out.</summary>
internal static class AnswersAsCsv
{
    public static void WriteWindowsHeader(this CsvWriter csv)
        => csv.Header("start", "end", "count", "uniques", "sum", "min", "max", "mean", "p50", "p95", "p99", "isOpen");

    public static void Write(this CsvWriter csv, WindowRow row)
    {
        csv.Moment(row.Start);
        csv.Moment(row.End);
        csv.Number(row.Count);
        csv.Number(row.Uniques);
        csv.Number(row.Sum);
        csv.Number(row.Min);
        csv.Number(row.Max);
        csv.Number(row.Mean);
        csv.Number(row.P50);
        csv.Number(row.P95);
        csv.Number(row.P99);
        csv.Boolean(row.IsOpen);
        csv.EndRow();
    }

    public static void Write(this CsvWriter csv, TopAnswer answer)
    {
        csv.Header("term", "count", "lower", "upper", "share");
        foreach (var item in answer.Items)
        {
            csv.Text(item.Term);
            csv.Number(item.Count);
            csv.Number(item.Lower);
            csv.Number(item.Upper);
            csv.Number(item.Share);
            csv.EndRow();
        }
    }

    public static void Write(this CsvWriter csv, TrendsAnswer answer)
    {
        csv.Header("term", "count", "previous", "growth", "pValue", "qValue", "isSignificant");
        foreach (var item in answer.Items)
        {
            csv.Text(item.Term);
            csv.Number(item.Count);
            csv.Number(item.Previous);
            csv.Number(item.Growth);
            csv.Number(item.PValue);
            csv.Number(item.QValue);
            csv.Boolean(item.IsSignificant);
            csv.EndRow();
        }
    }

    public static void Write(this CsvWriter csv, UniquesAnswer answer)
    {
        csv.Header("from", "to", "uniques", "lower", "upper", "relativeStandardError");
        csv.Moment(answer.From);
        csv.Moment(answer.To);
        csv.Number(answer.Uniques);
        csv.Number(answer.Lower);
        csv.Number(answer.Upper);
        csv.Number(answer.RelativeStandardError);
        csv.EndRow();
    }

    public static void Write(this CsvWriter csv, PercentilesAnswer answer)
    {
        csv.Header("p", "value");
        foreach (var item in answer.Items)
        {
            csv.Number(item.P);
            csv.Number(item.Value);
            csv.EndRow();
        }
    }

    public static void Write(this CsvWriter csv, AnomaliesAnswer answer)
    {
        csv.Header("start", "kind", "value", "expected", "lower", "upper", "score", "confidence", "baseline");
        foreach (var item in answer.Items)
        {
            csv.Moment(item.Start);
            csv.Text(Name(item.Kind));
            csv.Number(item.Value);
            csv.Number(item.Expected);
            csv.Number(item.Lower);
            csv.Number(item.Upper);
            csv.Number(item.Score);
            csv.Number(item.Confidence);
            csv.Text(Name(item.Baseline));
            csv.EndRow();
        }
    }

    public static void Write(this CsvWriter csv, SessionsAnswer answer)
    {
        csv.Header(
            "from", "to", "sessions", "subjects", "events", "bounces", "bounceRate", "eventsPerSession", "meanSeconds", "p50Seconds", "p95Seconds", "p99Seconds");
        csv.Moment(answer.From);
        csv.Moment(answer.To);
        csv.Number(answer.Summary.Sessions);
        csv.Number(answer.Summary.Subjects);
        csv.Number(answer.Summary.Events);
        csv.Number(answer.Summary.Bounces);
        csv.Number(answer.Summary.BounceRate);
        csv.Number(answer.Summary.EventsPerSession);
        csv.Number(answer.Summary.MeanSeconds);
        csv.Number(answer.Summary.P50Seconds);
        csv.Number(answer.Summary.P95Seconds);
        csv.Number(answer.Summary.P99Seconds);
        csv.EndRow();
    }

    private static string Name<T>(T value)
        where T : struct, Enum
        => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
