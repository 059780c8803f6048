using System.Globalization;
using FunctionApp.Core.Images.Catalog;
using Spectre.Console;

namespace FunctionApp.Local.Cli;

/// <summary>The demo's report for people.</summary>
internal static class DemoTable
{
    public static Table Of(DemoReport report)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Image");
        table.AddColumn(new TableColumn("Pixels").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Palette").NoWrap());
        table.AddColumn(new TableColumn("Renditions").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Work").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("USD").RightAligned().NoWrap());
        table.AddColumn("Status");

        foreach (var image in report.Images)
        {
            table.AddRow(
                Markup.Escape(image.Source.Name),
                image.Source.Width is null ? "" : $"{image.Source.Width}x{image.Source.Height}",
                string.Concat(image.Analysis?.Palette.Select(color => $"[{color}]■[/]") ?? []),
                image.Renditions.Count == 0 ? "" : $"{image.Renditions.Count} in {Size(image.Renditions.Sum(rendition => rendition.Bytes))}",
                Work(image.Timings),
                Cost(image.Cost),
                Status(image));
        }

        var completed = report.Images.Count(image => image.Status == ImageStatus.Completed);
        var rejected = report.Images.Count(image => image.Status == ImageStatus.Rejected);
        var failed = report.Images.Count - completed - rejected;
        table.Caption(string.Create(
            CultureInfo.InvariantCulture,
            $"{completed} completed, {rejected} rejected, {failed} failed in {report.Seconds:0.0} s ({report.Images.Count / Math.Max(report.Seconds, 0.001):0.0} images/s)"));
        return table;
    }

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static string Work(ImageTimings? timings) => timings is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{timings.InspectMs + timings.AnalyzeMs + timings.RenderMs:0} ms");

    private static string Cost(ImageCost? cost) => cost is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{cost.Amount:0.000000}");

    private static string Status(ImageManifest image) => image.Status switch
    {
        ImageStatus.Completed => "[green]Completed[/]",
        ImageStatus.Rejected => $"[yellow]Rejected[/] {Markup.Escape(image.Reason ?? "")}",
        _ => $"[red]{image.Status}[/] {Markup.Escape(image.Reason ?? "")}",
    };
}
