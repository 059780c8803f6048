using System.Globalization;
using FunctionApp.Core.Costs.Prices;

namespace FunctionApp.Tests.Documentation;

[TestClass]
public sealed class CostsDocumentTests
{
    [TestMethod]
    public Task The_price_tables_are_what_the_sheets_say() => GeneratedSection.AssertIsAsync(
        "docs/costs.md",
        "<!-- prices: generated from FunctionApp.Core/Costs/Prices/Sheets; UPDATE_README=1 ./test --filter CostsDocumentTests rewrites it -->",
        "<!-- end of prices -->",
        string.Join("\n\n", PriceSheets.All.Select(SectionOf)));

    private static string SectionOf(PriceSheet sheet) => string.Join(
        '\n',
        [
            $"### {sheet.Name}",
            "",
            $"`{sheet.Platform}`: {sheet.Region}, {sheet.Currency}, looked up on {sheet.LookedUp:yyyy-MM-dd}. Memory of an instance: {Sizes(sheet.Memory)}.",
            "",
            "| Charge | Quantity | Price | Free a month | Source |",
            "|---|---|---:|---:|---|",
            .. sheet.Charges.Select(charge =>
                $"| {charge.Component} | {QuantityOf(charge)} | {Number(charge.Price)} {Per(charge)} | {(charge.FreeGrant > 0 ? Number(charge.FreeGrant) : "")} | {SourceOf(charge)} |"),
            "",
            .. sheet.Notes.Select(note => $"- {note}"),
            .. sheet.Missing.Select(missing => $"- Not in it: {missing.Component}. {missing.Reason}"),
        ]);

    private static string Sizes(InstanceMemory memory) => memory.Sizes.Count > 0
        ? $"{string.Join(", ", memory.Sizes.Select(size => Number(size)))} MB, the next larger one"
        : $"rounded up to {Number(memory.Step)} MB, at most {Number(memory.Max)}";

    private static string QuantityOf(Charge charge) => charge.Of.Count == 0
        ? $"`{charge.Quantity}`"
        : $"`{charge.Quantity}` of {string.Join(", ", charge.Of.Select(kind => $"`{kind}`"))}{(charge.Quantity is BilledQuantity.Executions ? "" : $", rounded `{charge.Rounding}`")}";

    private static string Per(Charge charge) => charge.Per == 1 ? $"a {charge.Unit}" : $"for {Number(charge.Per)} {charge.Unit}";

    private static string SourceOf(Charge charge) => $"[{charge.Source.Host}]({charge.Source}){(charge.Dated is { } dated ? $", {dated}" : "")}";

    private static string Number(decimal number) => number.ToString("#,0.##########", CultureInfo.InvariantCulture);
}
