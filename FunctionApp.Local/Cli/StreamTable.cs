using System.Globalization;
using Spectre.Console;

namespace FunctionApp.Local.Cli;

/// <summary>The demo's streams for people.</summary>
internal static class StreamTable
{
    public static Table Of(IReadOnlyList<DemoStream> streams)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn("Stream").NoWrap());
        table.AddColumn(new TableColumn("Accepted").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Rejected").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Windows").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Uniques").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("p50 · p95").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Top").NoWrap());

        foreach (var stream in streams)
        {
            var summary = stream.Summary;
            table.AddRow(
                Markup.Escape(stream.Name),
                Text($"{stream.Accepted:N0}"),
                stream.Rejected == 0 ? "" : $"[yellow]{stream.Rejected}[/]",
                Text($"{stream.Windows:N0}"),
                summary is null ? "" : Text($"{summary.Uniques.Estimate():N0}"),
                summary is null ? "" : Text($"{summary.Quantile(0.5):0.0} · {summary.Quantile(0.95):0.0}"),
                Markup.Escape(string.Join(", ", summary?.TopFields.SelectMany(field => summary.Top(field)!.Top(1)).Select(item => item.Key) ?? [])));
        }

        table.Caption(string.Join('\n', streams.Where(stream => stream.FirstRejection is not null).Select(stream => Markup.Escape(
            Text($"{stream.Name}: {stream.Rejected} rejected, the first because: {stream.FirstRejection}")))));
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
