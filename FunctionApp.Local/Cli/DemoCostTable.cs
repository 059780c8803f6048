using System.Globalization;
using FunctionApp.Core.Costs;
using Spectre.Console;

namespace FunctionApp.Local.Cli;

/// <summary>The demo's cost for people: one line a platform.</summary>
internal static class DemoCostTable
{
    public static Table Of(IReadOnlyList<PlatformCost> costs)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Cost on");
        table.AddColumn(new TableColumn("This run, USD").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("1M a month, USD").RightAligned().NoWrap());
        table.AddColumn("Without a price");
        foreach (var cost in costs)
        {
            table.AddRow(
                Markup.Escape(cost.Name),
                string.Create(CultureInfo.InvariantCulture, $"{cost.Amount:0.000000}"),
                string.Create(CultureInfo.InvariantCulture, $"{cost.MonthlyAmount:#,0.00}"),
                Markup.Escape(string.Join(", ", cost.Missing.Select(missing => missing.Component))));
        }

        table.Caption("This run before free grants, a month of a million such images after them; see docs/costs.md");
        return table;
    }
}
